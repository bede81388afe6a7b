/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.api.HelixException;
import dev.helix.api.manager.TaskNotStartedException;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.scope.UnclearScopeException;
import dev.helix.examples.delivery.Options.UsageException;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The entry point of the delivery example; {@code --help} lists what it can do. */
public final class Main {
    private static final String POM = "/META-INF/maven/dev.helix/helix-examples/pom.properties";

    private final Terminal terminal;
    private final Signals signals;

    private Main(Terminal terminal, Signals signals) {
        this.terminal = terminal;
        this.signals = signals;
    }

    /**
     * Runs the command and ends the JVM with its status.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Signals signals = Signals.ofProcess();
        ExitStatus status = ExitStatus.FAILED;
        try {
            status = new Main(Terminal.ofProcess(), signals).run(args);
        } finally {
            signals.ended(status);
        }
        System.exit(status.code());
    }

    /**
     * Runs the command inside another program, such as a test; it never ends the JVM.
     *
     * @param args see {@code --help}
     * @param environment looked into for keys and addresses of providers
     * @param out takes everything that is printed, errors included
     * @param in answers questions; nobody is asked when it is empty from the start
     * @return the status the process would have ended with
     */
    public static int run(String[] args, Map<String, String> environment, PrintStream out, InputStream in) {
        boolean interactive = "yes".equals(environment.get("HELIX_TERMINAL"));
        Terminal terminal = Terminal.of(environment, out, in, interactive);
        return new Main(terminal, Signals.none()).run(args).code();
    }

    private ExitStatus run(String... args) {
        try {
            Options options = Options.read(args);
            if (options.help() || options.version()) {
                terminal.line(options.help() ? resource("help.txt") : "deliver " + version());
                return ExitStatus.DELIVERED;
            }
            options.report().ifPresent(ReportFile::requireWritable);
            return deliver(options);
        } catch (UsageException wrong) {
            terminal.complain("deliver: " + wrong.getMessage());
            terminal.complain("deliver --help lists what is possible");
            return ExitStatus.USAGE;
        } catch (IOException | UncheckedIOException failure) {
            terminal.complain("deliver failed: " + failure);
            return ExitStatus.FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            terminal.complain("deliver was cancelled before the task began");
            return ExitStatus.ABANDONED;
        }
    }

    private ExitStatus deliver(Options options) throws IOException, InterruptedException {
        signals.stopWith(Thread.currentThread()::interrupt);
        try {
            return new DeliveryRun(terminal, options, signals).run();
        } catch (TaskNotStartedException blocked) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            String why = blocked.getMessage() + "; or add --go-on to start all the same";
            return notStarted(options, ExitStatus.BLOCKED, blocked.code(), why);
        } catch (HelixException refused) {
            String why = refusal(refused);
            return notStarted(options, ExitStatus.REFUSED, refused.code(), why);
        }
    }

    private ExitStatus notStarted(Options options, ExitStatus status, String code, String why) throws IOException {
        terminal.complain(status.name().toLowerCase(Locale.ROOT) + " (" + code + "): " + why);
        if (options.report().isPresent()) {
            ReportFile.write(options.report().get(), notStarted(status, code, why));
        }
        return status;
    }

    /** Writes about a task that never started what the report of an outcome says about one that did. */
    private static String notStarted(ExitStatus status, String code, String why) {
        return new ObjectMapper()
                        .createObjectNode()
                        .put("outcome", status.name())
                        .put("explanation", why)
                        .put("code", code)
                        .toPrettyString()
                + "\n";
    }

    /** {@return why nothing was started, with the way out on a command line} */
    private static String refusal(HelixException refused) {
        if (refused instanceof UnclearScopeException unclear) {
            return NextSteps.unclearScope(unclear.draft());
        }
        return refused instanceof MissingCredentialException
                ? "there is no key for the model's provider; set ANTHROPIC_API_KEY in the environment"
                : TextFormat.withoutApi(String.valueOf(refused.getMessage()));
    }

    private static String version() throws IOException {
        Properties pom = new Properties();
        try (InputStream text = Main.class.getResourceAsStream(POM)) {
            if (text != null) {
                pom.load(text);
            }
        }
        return pom.getProperty("version", "(not packaged)") + ", Java " + Runtime.version();
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
