package dev.signalbox.report;

import dev.signalbox.fence.FenceId;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Data races in words, and as JSON. */
final class RaceWords {
    /** Of so many parts of buffers the pages are told. */
    private static final int PARTS = 3;

    private RaceWords() {}

    /** Says which race was found first, and that there are more; nothing when there is none. */
    static List<String> finding(Races races) {
        Iterator<Races.Row> rows = races.rows().iterator();
        if (!rows.hasNext()) {
            return List.of();
        }
        String first = describe(rows.next());
        long more = races.count() - 1;
        return more == 0
                ? List.of(first)
                : List.of(first, Text.count(more, "more pair") + " of jobs " + (more == 1 ? "races" : "race"));
    }

    /** Says who races, where, and what would help. */
    static String describe(Races.Row row) {
        Race race = row.race();
        boolean twoJobs = !isHost(row.first()) && !isHost(row.second());
        return (twoJobs ? "jobs " + race.first() : named(race.first(), row.first())) + party(row.first()) + " and "
                + (twoJobs ? race.second() : named(race.second(), row.second())) + party(row.second())
                + " both access " + where(row.parts()) + ", " + writers(race)
                + ", and nothing orders them: let one wait for the other";
    }

    private static String named(FenceId fence, Races.Party party) {
        return isHost(party) ? "write " + fence.seqno() + " of the host" : "job " + fence;
    }

    private static boolean isHost(Races.Party party) {
        return party.engine().equals(Races.HOST);
    }

    private static String party(Races.Party party) {
        String engine = isHost(party) ? "" : ", " + Text.printable(party.engine());
        return " (client " + Text.printable(party.client()) + engine + ")";
    }

    private static String writers(Race race) {
        if (race.firstWrites() && race.secondWrites()) {
            return "both write";
        }
        return race.firstWrites() ? "the first writes" : "the second writes";
    }

    private static String where(List<Races.Part> parts) {
        String told = parts.stream().limit(PARTS).map(RaceWords::where).collect(Collectors.joining(", "));
        return parts.size() <= PARTS ? told : told + " and " + (parts.size() - PARTS) + " more ranges";
    }

    private static String where(Races.Part part) {
        long first = part.pages().first();
        long count = part.pages().count();
        return (count == 1 ? "page " + first : "pages " + first + "-" + (first + count - 1)) + " of "
                + (part.buffer() == 0 ? "the memory" : "buffer " + part.buffer());
    }

    /** Writes the races as a member of an object; nothing when there is none. */
    static void write(Races races, JsonWriter json) {
        if (races.count() > 0) {
            json.name("races").beginObject();
            json.name("count").value(races.count());
            json.name("pairs").beginArray();
            races.rows().forEach(row -> write(row, json));
            json.endArray().endObject();
        }
    }

    private static void write(Races.Row row, JsonWriter json) {
        json.beginObject();
        json.name("jobs").beginArray();
        Race race = row.race();
        write(race.first(), row.first(), race.firstWrites(), json);
        write(race.second(), row.second(), race.secondWrites(), json);
        json.endArray().name("parts").beginArray();
        row.parts().forEach(part -> write(part, json));
        json.endArray().endObject();
    }

    private static void write(FenceId fence, Races.Party party, boolean writes, JsonWriter json) {
        json.beginObject();
        json.name("job").value(isHost(party) ? "host:" + fence.seqno() : fence.toString());
        json.name("client").value(party.client());
        json.name("engine").value(party.engine());
        json.name("writes").value(writes);
        json.endObject();
    }

    private static void write(Races.Part part, JsonWriter json) {
        json.beginObject();
        json.name("buffer").value(part.buffer());
        json.name("first_page").value(part.pages().first());
        json.name("pages").value(part.pages().count());
        json.endObject();
    }
}
