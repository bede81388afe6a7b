/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The terminal the command was started from: plain lines out, with colours where they are understood, and answers in.
 * Thread-safe; a line is one write.
 */
public final class Terminal {
    /** The columns that text is wrapped to; a path longer than that stays in one piece. */
    public static final int WIDTH = 100;

    private static final int LABEL = 14;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final InputStream in;
    private final boolean interactive;
    private final boolean colours;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private boolean reading;

    /** The few ways a piece of text can stand out, as ECMA-48 "select graphic rendition" codes. */
    public enum Style {
        PLAIN(""),
        FAINT("2"),
        GOOD("32"),
        BAD("1;31"),
        STRONG("1");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private Terminal(
            Map<String, String> environment,
            PrintStream out,
            PrintStream err,
            InputStream in,
            boolean interactive,
            boolean colours) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.in = in;
        this.interactive = interactive;
        this.colours = colours;
    }

    public static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        // The script looks: what Java says about consoles differs from version to version.
        boolean interactive = "yes".equals(environment.get("HELIX_TERMINAL"));
        String kind = environment.getOrDefault("TERM", "dumb");
        boolean colours = interactive && !kind.equals("dumb") && !environment.containsKey("NO_COLOR");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return new Terminal(environment, out, System.err, System.in, interactive, colours);
    }

    /** Creates a terminal without colours that prints errors to {@code out} as well. */
    public static Terminal of(Map<String, String> environment, PrintStream out, InputStream in, boolean interactive) {
        return new Terminal(environment, out, out, in, interactive, false);
    }

    /** {@return the environment variables} */
    public Map<String, String> environment() {
        return environment;
    }

    /** {@return whether somebody is there to answer} */
    public boolean interactive() {
        return interactive;
    }

    public void line(String text) {
        line(Style.PLAIN, text);
    }

    public void line(Style style, String text) {
        String shown = text.stripTrailing();
        boolean plain = !colours || style == Style.PLAIN || shown.isEmpty();
        out.println(plain ? shown : "\u001b[" + style.code + "m" + shown + "\u001b[0m");
    }

    /** Prints a prompt, after which the line goes on. */
    public void prompt(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints what went wrong, to where errors go. */
    public void complain(String text) {
        text.lines().map(TextFormat::harmless).forEach(err::println);
    }

    /** Prints a heading with a rule under it. */
    public void heading(String text) {
        line("");
        line(Style.STRONG, text);
        line(Style.FAINT, "-".repeat(WIDTH));
    }

    /** Prints a label and text that continues under itself. */
    public void field(String label, String text) {
        field(Style.PLAIN, label, text);
    }

    public void field(Style style, String label, String text) {
        field(style, label, TextFormat.wrapped(text, WIDTH - LABEL));
    }

    /** Prints a label and items, none of which is broken. */
    public void field(String label, List<String> items) {
        field(Style.PLAIN, label, TextFormat.packed(items, WIDTH - LABEL));
    }

    /** Prints a label and a path or command on one line, however long, so that it can be copied. */
    public void verbatim(String label, String text) {
        field(Style.PLAIN, label, List.of(TextFormat.harmless(text)));
    }

    private void field(Style style, String label, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            line(style, String.format("  %-12s%s", i == 0 ? label : "", lines.get(i)));
        }
    }

    /** Prints text wrapped to the width, every line moved in. */
    public void indented(int columns, String text) {
        TextFormat.wrapped(text, WIDTH - columns).forEach(line -> line(" ".repeat(columns) + line));
    }

    /**
     * Asks a question and waits for the answer; unlike a read from a stream, the wait can be interrupted.
     *
     * @return the answer without surrounding blanks; empty at the end of the input, from then on for ever
     */
    public Optional<String> ask(String question) throws InterruptedException {
        line(Style.STRONG, question);
        startReading();
        Optional<String> answer = answers.take();
        if (answer.isEmpty()) {
            answers.add(answer);
        }
        return answer.map(String::strip);
    }

    /** Asks a question that is answered yes or no; anything but yes is a no. */
    public boolean confirms(String question) throws InterruptedException {
        return ask(question + " [yes / no]")
                .map(answer -> answer.toLowerCase(Locale.ROOT))
                .filter(List.of("y", "yes")::contains)
                .isPresent();
    }

    /** Starts the reading thread with the first question; it ends with the stream or the process. */
    private synchronized void startReading() {
        if (!reading) {
            reading = true;
            Thread reader = new Thread(this::read, "helix-example-answers");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void read() {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                answers.add(Optional.of(line));
            }
        } catch (IOException closed) {
            // Nobody can answer any more, the same as the end of the input.
        }
        answers.add(Optional.empty());
    }
}
