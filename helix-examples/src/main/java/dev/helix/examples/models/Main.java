/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import dev.helix.api.HelixException;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.model.Reasoning;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.core.Helix;
import dev.helix.examples.models.Options.UsageException;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The entry point of the models example; {@code --help} lists what it can do. */
public final class Main {
    private final Terminal terminal;
    private final InputStream in;

    /** The exit status of the process; the numbers are part of the command line's contract. */
    private enum ExitStatus {
        /** The input ended, and its last message was answered. */
        ANSWERED(0),
        /** Something failed that nobody expected: a defect, or a full disk. */
        FAILED(1),
        /** The command line makes no sense; nothing was started. */
        USAGE(2),
        /** The conversation could not begin: the model is unknown, or its key is missing. */
        REFUSED(3),
        /** The input ended, and its last message was not answered. */
        UNANSWERED(4);

        private final int code;

        ExitStatus(int code) {
            this.code = code;
        }
    }

    private Main(Terminal terminal, InputStream in) {
        this.terminal = terminal;
        this.in = in;
    }

    /**
     * Runs the command and ends the JVM with its status.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new Main(Terminal.ofProcess(), System.in).run(args).code);
    }

    /**
     * Runs the command inside another program, such as a test; it never ends the JVM.
     *
     * @param args see {@code --help}
     * @param environment looked into for keys and addresses of providers
     * @param out takes everything that is printed, errors included
     * @param in the lines of the conversation
     * @return the status the process would have ended with
     */
    public static int run(String[] args, Map<String, String> environment, PrintStream out, InputStream in) {
        return new Main(Terminal.of(environment, out, in, false), in).run(args).code;
    }

    private ExitStatus run(String... args) {
        try {
            Options options = Options.read(args);
            if (options.help()) {
                terminal.line(resource("help.txt"));
                return ExitStatus.ANSWERED;
            }
            return options.model().isPresent() ? live(options) : recorded();
        } catch (UsageException wrong) {
            terminal.complain("models: " + wrong.getMessage() + "; models --help lists what is possible");
            return ExitStatus.USAGE;
        } catch (HelixException refused) {
            String why = TextFormat.withoutApi(String.valueOf(refused.getMessage()));
            terminal.complain("models: refused (" + refused.code() + "): " + why);
            return ExitStatus.REFUSED;
        } catch (IOException failure) {
            terminal.complain("models failed: " + failure);
            return ExitStatus.FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitStatus.UNANSWERED;
        }
    }

    /** Talks with real models; the lines come from the terminal, or whatever is in its place. */
    private ExitStatus live(Options options) throws IOException, InterruptedException {
        try (Providers providers = new Providers(terminal.environment())) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            return talk(providers, options, lines);
        }
    }

    /** Plays the conversation that comes with the example; what the providers say is recorded, all else is real. */
    private ExitStatus recorded() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("helix-models-").toRealPath();
        try (RecordedProviders recording = RecordedProviders.start(resource("answers.http"));
                Providers providers = new Providers(recording.environment())) {
            Path bakery = Files.createDirectory(folder.resolve("bakery"));
            Files.writeString(bakery.resolve("orders.txt"), resource("orders.txt"));
            BufferedReader lines = new BufferedReader(new StringReader(resource("conversation.txt")));
            return talk(providers, Options.recorded(bakery, folder.resolve("home")), lines);
        } finally {
            delete(folder);
        }
    }

    private ExitStatus talk(Providers providers, Options options, BufferedReader lines)
            throws IOException, InterruptedException {
        ModelRouting routing = ModelRouting.builder()
                .fallbacks(options.fallbacks().toArray(String[]::new))
                .reasoning(Reasoning.effort(Reasoning.Effort.LOW))
                .build();
        try (Helix helix = Helix.builder()
                .home(options.home())
                .engines(providers.engines())
                .credentials(request -> providers.key(request.reference()))
                .build()) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(options.directory())
                            .model(options.model().orElseThrow())
                            .routing(routing)
                            .build());
            Optional<String> missing = providers.missing(session.model().provider());
            if (missing.isPresent()) {
                terminal.complain("models: " + missing.get());
                return ExitStatus.REFUSED;
            }
            terminal.line(Style.STRONG, "Helix: one conversation, several models");
            terminal.field("begins with", session.model().toString());
            terminal.field("prices", "list prices in US dollars, with source and date in models.json");
            boolean answered = new Conversation(session, terminal, new Bill(providers)).talk(lines);
            return answered ? ExitStatus.ANSWERED : ExitStatus.UNANSWERED;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    /** {@return the text of a file beside this class} */
    static String resource(String name) throws IOException {
        try (InputStream text = Main.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new NoSuchFileException(name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
