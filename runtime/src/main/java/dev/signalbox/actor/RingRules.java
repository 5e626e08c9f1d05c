package dev.signalbox.actor;

import dev.signalbox.ring.Backend;
import dev.signalbox.ring.RecoveryPolicy;
import dev.signalbox.sched.Policy;
import java.util.function.Supplier;

/**
 * By what rules a ring works.
 *
 * @param policy makes one policy per priority
 * @param recovery when jobs are taken for hung, and what is then tried
 * @param backend what the driver decides
 */
public record RingRules(Supplier<Policy> policy, RecoveryPolicy recovery, Backend backend) {}
