package dev.signalbox.examples.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All kinds that can be run; a new one is added to the list. */
final class OracleKinds {
    /** Cases of schedulers, which can be played through the actors too. */
    static final OracleKind SCHEDULERS = new SchedulerKinds();

    /** Who runs which kind. */
    static final Map<String, OracleKind> BY_NAME = byName(List.of(
            new FenceContainerKinds(),
            new UserCallKinds(),
            new ReservationKind(),
            new ExecKind(),
            SCHEDULERS,
            new ClientKinds()));

    private OracleKinds() {}

    private static Map<String, OracleKind> byName(List<OracleKind> kinds) {
        Map<String, OracleKind> byName = new TreeMap<>();
        kinds.forEach(kind -> kind.names().forEach(name -> byName.put(name, kind)));
        return byName;
    }
}
