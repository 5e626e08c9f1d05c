package dev.signalbox.sim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.sim.engine.GpuSpec;
import dev.signalbox.sim.engine.GpuSpec.Costs;
import dev.signalbox.sim.engine.GpuSpec.Power;
import dev.signalbox.sim.engine.GpuSpec.Unit;
import dev.signalbox.sim.kernel.Kernels;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a simulated device is built of from its section of a configuration. */
final class DeviceReader {
    private static final Set<String> DEVICE_KEYS =
            Set.of("engines", "credits", "vram", "system", "bandwidth", "faults", "report-accesses", "resets");
    private static final Set<String> ENGINE_KEYS = Set.of(
            "name",
            "kind",
            "credits",
            "speed",
            "bandwidth",
            "context-switch",
            "pipeline-sync",
            "cache-flush",
            "tlb-flush",
            "tlb-miss",
            "tlb-entries",
            "rings",
            "power");
    private static final Set<String> RING_KEYS = Set.of("name", "kind", "credits", "priority");
    private static final Set<String> POWER_KEYS = Set.of("idle-after", "wake", "boost");
    private static final Set<String> RESET_KEYS = Set.of("job", "engine", "device");
    private static final double SLOWEST = 0.001;
    private static final double FASTEST = 1_000;
    private static final int TLB_ENTRIES = 64;

    private final String name;
    private final Section device;
    private final List<Engine> engines = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Unit> units = new ArrayList<>();

    private DeviceReader(String name, Config config) {
        this.name = name;
        this.device = new Section("device '" + name + "'", config, DEVICE_KEYS);
    }

    /** What a device says of itself, and what it is built of. */
    record Read(DeviceDescription description, GpuSpec spec) {}

    static Read read(String name, Config config) {
        return new DeviceReader(name, config).read();
    }

    private Read read() {
        for (ConfigValue engine : device.list("engines", "[RCS, VCS1]")) {
            if (engine.valueType() == ConfigValueType.STRING) {
                addPlain((String) engine.unwrapped(), engine);
            } else {
                addEngine(device.element("an engine", engine, ENGINE_KEYS), engine);
            }
        }
        long vram = device.bytes("vram", DeviceMemory.PAGE, SparseMemory.MOST_BYTES >> 30);
        long system = device.bytes("system", DeviceMemory.PAGE, SparseMemory.MOST_BYTES >> 30);
        boolean recoverable =
                device.word("faults", List.of("fatal", "recoverable")).equals("recoverable");
        GpuSpec spec = new GpuSpec(
                units,
                device.bandwidth("bandwidth"),
                resets(),
                recoverable,
                device.flag("report-accesses", vram + system > 0),
                Kernels.builtIn());
        return new Read(new DeviceDescription(name, engines, vram, system), spec);
    }

    /** The short form: a name, whose number at the end is the instance, and the rest the class. */
    private void addPlain(String engine, ConfigValue value) {
        units.add(Unit.of(engines.size()));
        add(device, value, engine, kind(engine), credits(device, 0));
    }

    private static String kind(String engine) {
        return engine.replaceFirst("\\d+$", "");
    }

    private static int credits(Section section, int otherwise) {
        return section.whole("credits", otherwise, 1, Engine.MOST_CREDITS);
    }

    private void addEngine(Section engine, ConfigValue value) {
        String engineName = engine.required("name", "RCS");
        String kind = engine.text("kind", kind(engineName));
        int credits = credits(engine, device.has("credits") ? credits(device, 0) : 0);
        List<GpuSpec.Ring> rings = new ArrayList<>();
        if (engine.has("rings")) {
            for (ConfigValue ring : engine.list("rings", "[{ name = RCS }]")) {
                rings.add(addRing(engine.element("a ring", ring, RING_KEYS), ring, kind, credits));
            }
        } else {
            rings.add(new GpuSpec.Ring(engines.size(), 0));
            add(engine, value, engineName, kind, credits);
        }
        units.add(unit(engine, rings));
    }

    private GpuSpec.Ring addRing(Section ring, ConfigValue value, String kind, int credits) {
        int number = engines.size();
        add(ring, value, ring.required("name", "RCS"), ring.text("kind", kind), credits(ring, credits));
        return new GpuSpec.Ring(number, ring.whole("priority", 0, 0, Integer.MAX_VALUE));
    }

    /** Adds one ring of an engine: to the runtime it is an engine of its own. */
    private void add(Section section, ConfigValue value, String engineName, String kind, int credits) {
        if (!names.add(engineName)) {
            throw section.refusal("two engines or rings are called " + engineName, value, "number them: VCS1, VCS2");
        }
        try {
            engines.add(new Engine(engineName, kind, credits));
        } catch (IllegalArgumentException wrong) {
            throw section.refusal(String.valueOf(wrong.getMessage()), value, "call it RCS or VCS1, for example");
        }
    }

    private static Unit unit(Section engine, List<GpuSpec.Ring> rings) {
        double speed = engine.number("speed", 1, SLOWEST, FASTEST);
        return new Unit(
                rings,
                speed,
                engine.bandwidth("bandwidth"),
                costs(engine),
                engine.whole("tlb-entries", TLB_ENTRIES, 1, 1 << 20),
                power(engine, speed));
    }

    private static Costs costs(Section engine) {
        return new Costs(
                engine.nanos("context-switch", 0),
                engine.nanos("pipeline-sync", 0),
                engine.nanos("cache-flush", 0),
                engine.nanos("tlb-flush", 0),
                engine.nanos("tlb-miss", 0));
    }

    private static @Nullable Power power(Section engine, double speed) {
        if (!engine.has("power")) {
            return null;
        }
        Section power = engine.section("power", POWER_KEYS);
        return new Power(
                power.nanos("idle-after", 0), power.nanos("wake", 0), power.number("boost", speed, speed, FASTEST));
    }

    private GpuSpec.Resets resets() {
        if (!device.has("resets")) {
            return GpuSpec.Resets.NONE;
        }
        Section resets = device.section("resets", RESET_KEYS);
        return new GpuSpec.Resets(resets.nanos("job", 0), resets.nanos("engine", 0), resets.nanos("device", 0));
    }
}
