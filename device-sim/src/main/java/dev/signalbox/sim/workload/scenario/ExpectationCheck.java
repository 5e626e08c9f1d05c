package dev.signalbox.sim.workload.scenario;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what expectations refer to: those of a client, or those at the end of the run. */
final class ExpectationCheck implements Expectation.Visitor<ExpectationCheck> {
    private final References references;
    private final @Nullable ClientPlan own;
    private final @Nullable Set<String> before;

    ExpectationCheck(References references, @Nullable ClientPlan own, @Nullable Set<String> before) {
        this.references = references;
        this.own = own;
        this.before = before;
    }

    void check(Expectation expectation) {
        expectation.accept(this);
    }

    @Override
    public ExpectationCheck ofJob(Expectation.OfJob expectation) {
        checkJob(expectation.job());
        return this;
    }

    @Override
    public ExpectationCheck order(Expectation.Order expectation) {
        expectation.moments().forEach(moment -> checkJob(moment.job()));
        return this;
    }

    private void checkJob(Ref job) {
        references.checkAwaitable(job, own, before);
        Kind kind = references.client(job.client(), own, job.place()).kind(job.name());
        if (job.isNumbered() || kind == Kind.POINT) {
            throw references.problem(job.place(), "'" + job + "' is a point", "write { point = " + job + ", ... }");
        }
        if (kind == Kind.FILE || kind == Kind.EVENT) {
            throw references.problem(job.place(), "'" + job + "' is " + kind, "expect something of the step itself");
        }
    }

    @Override
    public ExpectationCheck count(Expectation.Count expectation) {
        if (expectation.client() != null) {
            references.client(expectation.client(), null, expectation.place());
        }
        return this;
    }

    @Override
    public ExpectationCheck ofPoint(Expectation.OfPoint expectation) {
        Ref point = expectation.point();
        references.checkAwaitable(point, own, before);
        Kind kind = references.client(point.client(), own, point.place()).kind(point.name());
        if (!point.isNumbered() && kind != Kind.POINT) {
            throw references.problem(point.place(), "'" + point + "' is a job", "write { job = " + point + ", ... }");
        }
        return this;
    }

    @Override
    public ExpectationCheck ofContents(Expectation.OfContents expectation) {
        if (own == null) {
            throw references.problem(
                    expectation.place(),
                    "at the end the buffers are gone",
                    "expect it in a step, behind a wait for the job");
        }
        references.checkSpot(expectation.spot(), own, (long) expectation.dwords() * Integer.BYTES, Integer.BYTES);
        return this;
    }

    @Override
    public ExpectationCheck now(Expectation.Now expectation) {
        return this;
    }

    @Override
    public ExpectationCheck hangSays(Expectation.HangSays expectation) {
        if (own != null) {
            throw references.problem(
                    expectation.place(), "a client cannot see that the run hangs", "expect it at the end of the file");
        }
        return this;
    }
}
