/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.llm.cli.CliEngineException.Reason;
import dev.helix.llm.cli.relay.Channel;
import dev.helix.llm.cli.relay.Relay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What the relay said of the end of a program. Immutable.
 *
 * @param status the exit status, {@link Relay#NOT_STARTED} or {@link #UNKNOWN}
 * @param message why it was not started
 */
record AgentEnd(int status, String message) {
    /** ENOENT as JDKs word it: {@code error=2,} the older ones, {@code error: 2 (} the newer. */
    private static final Pattern NO_SUCH_FILE = Pattern.compile("error(=|: )2\\b");

    /** The relay ended without a word. */
    static final int UNKNOWN = Integer.MIN_VALUE;

    private static final int MAX_BYTES = 16 * 1024;

    /** Reads the relay's last words; they come from behind the boundary, so their size is bounded. */
    static AgentEnd read(Channel control, Duration limit) throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        byte[] piece = new byte[1024];
        try {
            for (int count = control.read(piece, limit);
                    count > 0 && said.size() < MAX_BYTES;
                    count = control.read(piece, limit)) {
                said.write(piece, 0, count);
            }
            DataInputStream words = new DataInputStream(new ByteArrayInputStream(said.toByteArray()));
            int status = words.readInt();
            int length = Math.max(0, Math.min(words.readInt(), MAX_BYTES));
            return new AgentEnd(status, new String(words.readNBytes(length), StandardCharsets.UTF_8));
        } catch (IOException | TimeoutException silent) {
            return new AgentEnd(UNKNOWN, "");
        }
    }

    static CliEngineException notStarted(String message) {
        return NO_SUCH_FILE.matcher(message).find()
                ? new CliEngineException(Reason.NOT_INSTALLED, "is not installed where the workspace runs programs")
                : new CliEngineException(Reason.NOT_STARTED, "could not be started: " + message);
    }
}
