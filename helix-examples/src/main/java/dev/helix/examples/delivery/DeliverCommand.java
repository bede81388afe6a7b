/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixException;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.scope.UnclearScopeException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The deliver command, which runs the command line once and reports how it went. */
final class DeliverCommand {
    private final Terminal terminal;

    DeliverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    ExitStatus run(String... args) {
        try {
            Options options = CommandLine.read(args);
            if (options.help()) {
                terminal.out().println(HelpText.TEXT);
                return ExitStatus.DELIVERED;
            }
            options.report().ifPresent(ReportFile::requireWritable);
            return deliver(options);
        } catch (UsageException wrong) {
            complain("deliver: " + wrong.getMessage());
            complain("deliver --help says what is possible");
            return ExitStatus.USAGE;
        } catch (IOException | UncheckedIOException failure) {
            complain("deliver failed: " + failure);
            return ExitStatus.FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            complain("deliver was interrupted");
            return ExitStatus.FAILED;
        }
    }

    private ExitStatus deliver(Options options) throws IOException, InterruptedException {
        try {
            return new DeliveryRun(terminal, options).run();
        } catch (HelixException refused) {
            complain("refused (" + refused.code() + "): " + refused.getMessage());
            if (refused instanceof MissingCredentialException) {
                complain("set ANTHROPIC_API_KEY in the environment");
            }
            if (refused instanceof UnclearScopeException) {
                complain("or say it with --only and --not");
            }
            if (options.report().isPresent()) {
                ReportFile.write(options.report().get(), ReportFile.refusal(refused));
            }
            return ExitStatus.REFUSED;
        }
    }

    private void complain(String text) {
        terminal.err().println(TextFormat.harmless(text));
    }
}
