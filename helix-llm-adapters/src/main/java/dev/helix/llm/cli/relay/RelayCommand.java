/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import dev.helix.api.workspace.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A maker of the command that starts the relay in a workspace, which needs a shell, {@code base64} and Java there.
 * Stateless.
 */
public final class RelayCommand {
    /** The relay's own program is an argument, since no file of the host's need be visible in the workspace. */
    private static final String SCRIPT = "d=$(mktemp -d) && printf %s \"$1\" | base64 -d >\"$d/relay.jar\" || exit 126;"
            + " java=$2; test -x \"$java\" || java=java;"
            + " exec \"$java\" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
            + " -cp \"$d/relay.jar\" " + Relay.class.getName() + " \"$d\"";

    private static final List<Class<?>> CLASSES = List.of(
            Relay.class,
            Launch.class,
            Multiplexer.class,
            Channel.class,
            ChannelInput.class,
            ChannelOutput.class,
            BytePipe.class,
            Pump.class);

    private static final int OUTPUT_LIMIT_BYTES = 64 * 1024;

    private RelayCommand() {}

    /**
     * Makes the command.
     *
     * @param timeLimit how long the relay and the agent may run
     * @return a command that holds no secret
     */
    public static Command of(Duration timeLimit) {
        String java =
                Path.of(System.getProperty("java.home", "/"), "bin", "java").toString();
        return new Command(
                List.of("/bin/sh", "-c", SCRIPT, "helix-relay", program(), java),
                Map.of(),
                timeLimit,
                OUTPUT_LIMIT_BYTES);
    }

    private static String program() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream code = type.getResourceAsStream("/" + name)) {
                    if (code == null) {
                        throw new IllegalStateException(name + " is not in the jar of " + type.getModule());
                    }
                    code.transferTo(jar);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the relay could not be packed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
