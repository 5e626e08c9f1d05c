package dev.signalbox.testkit;

import dev.signalbox.device.Engine;
import dev.signalbox.sim.workload.wsim.EngineName;
import dev.signalbox.sim.workload.wsim.Step;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** On which engines the batches of a workload may run, and which of them have one order, as its maps, balancing and bonds say. */
final class Lanes {
    /** Batches of one lane run in the order of the file; {@code engines} are names. */
    record Lane(int context, List<String> engines) {}

    private final List<Engine> engines;
    private final Map<Integer, List<String>> maps = new HashMap<>();
    private final Set<Integer> balanced = new HashSet<>();
    private final Map<Integer, Map<String, Set<String>>> bonds = new HashMap<>();

    Lanes(Wsim workload, List<Engine> engines) {
        this.engines = engines;
        workload.steps().forEach(this::read);
    }

    private void read(Step step) {
        if (step instanceof Step.EngineMap map) {
            maps.put(map.context(), allOf(map.engines()));
        } else if (step instanceof Step.Balance balance) {
            balanced.add(balance.context());
        } else if (step instanceof Step.Bond bond) {
            Map<String, Set<String>> ofContext = bonds.computeIfAbsent(bond.context(), each -> new HashMap<>());
            allOf(List.of(bond.master())).forEach(master -> ofContext.put(master, Set.copyOf(allOf(bond.siblings()))));
        }
    }

    Lane of(Step.Batch batch) {
        List<String> map = maps.get(batch.context());
        if (map == null) {
            return new Lane(batch.context(), first(allOf(List.of(orRender(batch.engine())))));
        }
        List<String> named = batch.engine().kind() == EngineName.Kind.DEFAULT ? map : allOf(List.of(batch.engine()));
        List<String> mapped = map.stream().filter(named::contains).toList();
        boolean exact = batch.engine().instance().isPresent() && !mapped.isEmpty();
        return new Lane(batch.context(), balanced.contains(batch.context()) && !exact ? map : first(mapped));
    }

    /** Whether a bond forbids a batch of this context on an engine while its submit-fence partner runs on {@code master}. */
    boolean forbids(int context, String master, String engine) {
        Set<String> siblings = bonds.getOrDefault(context, Map.of()).get(master);
        return siblings != null && !siblings.contains(engine);
    }

    private static EngineName orRender(EngineName name) {
        return name.kind() == EngineName.Kind.DEFAULT
                ? new EngineName(EngineName.Kind.RCS, name.instance(), name.gt())
                : name;
    }

    private List<String> allOf(List<EngineName> names) {
        List<String> found = new ArrayList<>();
        for (EngineName name : names) {
            for (Engine engine : engines) {
                if (means(name, engine) && !found.contains(engine.name())) {
                    found.add(engine.name());
                }
            }
        }
        return found;
    }

    /** An engine is called by its class, or by its class and its instance; a single one is instance 1. */
    private static boolean means(EngineName name, Engine engine) {
        String kind = name.kind().name();
        String exact = kind + name.instance().orElse(1);
        boolean single = engine.name().equals(kind) && name.instance().orElse(1) == 1;
        return engine.kind().equals(kind)
                && (name.instance().isEmpty() || single || engine.name().equals(exact));
    }

    private static List<String> first(List<String> names) {
        return names.isEmpty() ? names : List.of(names.get(0));
    }
}
