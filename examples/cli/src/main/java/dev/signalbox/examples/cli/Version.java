package dev.signalbox.examples.cli;

import picocli.CommandLine;

/** Reads the version from the jar's manifest. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"signalbox " + (version == null ? "(not packaged)" : version)};
    }
}
