package dev.signalbox.sim.workload.wsim;

import java.util.List;

/**
 * A workload program: what one client does in each of its loops.
 *
 * @param name the name given to {@code parse}, for messages
 * @param steps the steps in order; a step's index is its position
 * @param text what it was read from
 */
public record Wsim(String name, List<Step> steps, String text) {
    /** Keeps a copy of the list. */
    public Wsim {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a program.
     *
     * @param name a name for messages, such as the file's
     * @param text the program's text, less than 1 MiB
     * @throws WsimSyntaxException when the text breaks a rule; it tells the first one
     */
    public static Wsim parse(String name, String text) {
        return new Wsim(name, Parser.parse(name, text), text);
    }

    /**
     * Reads a program from a file's content.
     *
     * @param name a name for messages, such as the file's
     * @param content UTF-8 or ASCII text, less than 1 MiB
     * @throws WsimSyntaxException when the content is no text, or the text breaks a rule; it tells the first one
     */
    public static Wsim parse(String name, byte[] content) {
        return parse(name, Lexer.decode(name, content));
    }

    /** The steps that are batches, in order. */
    public List<Step.Batch> batches() {
        return steps.stream()
                .filter(Step.Batch.class::isInstance)
                .map(Step.Batch.class::cast)
                .toList();
    }
}
