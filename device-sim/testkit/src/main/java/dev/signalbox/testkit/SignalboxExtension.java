package dev.signalbox.testkit;

import com.typesafe.config.ConfigFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Opens a {@link LabRun} for a test that asks for one, and closes it, with its check, after the test. */
public final class SignalboxExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SignalboxExtension.class);

    /** Created by JUnit. */
    public SignalboxExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LabRun.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(LabRun.class, each -> open(context), LabRun.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LabRun run = context.getStore(NAMESPACE).remove(LabRun.class, LabRun.class);
        if (run == null) {
            return;
        }
        context.getExecutionException().ifPresent(failure -> failure.addSuppressed(run.story()));
        run.close();
    }

    private static LabRun open(ExtensionContext context) {
        SignalboxTest options = options(context);
        long seed = options == null ? 1 : options.seed();
        String config = options == null ? "" : options.config();
        return LabRun.open(Long.getLong("seed", seed), ConfigFactory.parseString(config));
    }

    private static @Nullable SignalboxTest options(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestMethod(), SignalboxTest.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getTestClass(), SignalboxTest.class))
                .orElse(null);
    }
}
