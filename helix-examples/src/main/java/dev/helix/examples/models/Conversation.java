/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import dev.helix.api.HelixException;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.UserTurn;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A conversation of lines with a session. A line is a message, or {@code /model NAME}: then the next message names that
 * model, and switch and message are one step.
 */
final class Conversation {
    private static final String SWITCH = "/model";

    private final Session session;
    private final Terminal terminal;
    private final TurnPrinter printer;
    private Optional<String> wanted = Optional.empty();
    private boolean answered = true;
    private long nextSequence = 1;

    Conversation(Session session, Terminal terminal, Bill bill) {
        this.session = session;
        this.terminal = terminal;
        this.printer = new TurnPrinter(terminal, bill);
    }

    /**
     * Talks until the lines end.
     *
     * @return whether the last message was answered
     */
    boolean talk(BufferedReader lines) throws IOException, InterruptedException {
        for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
            take(line.get().strip());
        }
        return answered;
    }

    private Optional<String> next(BufferedReader lines) throws IOException {
        terminal.prompt("you> ");
        Optional<String> line = Optional.ofNullable(lines.readLine());
        if (!terminal.interactive() || line.isEmpty()) {
            terminal.line(line.map(TextFormat::harmless).orElse(""));
        }
        return line;
    }

    private void take(String line) throws InterruptedException {
        if (line.startsWith(SWITCH + " ")) {
            wanted = Optional.of(line.substring(SWITCH.length()).strip());
        } else if (line.startsWith("/")) {
            terminal.complain(
                    "  '" + line + "' is no command; " + SWITCH + " NAME names the model of the next message");
        } else if (!line.isEmpty()) {
            answered = send(wanted.map(UserTurn.text(line)::with).orElseGet(() -> UserTurn.text(line)));
            wanted = Optional.empty();
        }
    }

    private boolean send(UserTurn turn) throws InterruptedException {
        try {
            Reply reply = session.send(turn);
            List<SessionEvent> events = news();
            printer.printEvents(events);
            terminal.field(Style.STRONG, "answer", reply.text());
            printer.printCost(events);
            return true;
        } catch (HelixException failure) {
            List<SessionEvent> events = news();
            printer.printEvents(events);
            terminal.field(Style.BAD, events.isEmpty() ? "refused" : "no answer", failure.code() + ": " + why(failure));
            printer.printCost(events);
            int messages = session.history().size();
            terminal.field("goes on", session.model() + ", " + TextFormat.plural(messages, "message"));
            return false;
        }
    }

    /** {@return the events since they were asked for last} */
    private List<SessionEvent> news() {
        List<SessionEvent> events = session.events(nextSequence);
        nextSequence += events.size();
        return events;
    }

    private static String why(HelixException failure) {
        return failure instanceof MissingCredentialException
                ? "there is no key for its provider; --help says where keys are looked for"
                : TextFormat.withoutApi(String.valueOf(failure.getMessage()));
    }
}
