/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is started behind a boundary. Immutable; travels as bytes, so that no secret is in a command line or a file.
 *
 * @param argv program and arguments
 * @param environment variables added to the environment of the boundary
 * @param files files of its private home by relative path
 */
public record Launch(List<String> argv, Map<String, String> environment, Map<String, String> files) {
    /** Copies. */
    public Launch {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
    }

    /**
     * Writes this.
     *
     * @param to where it goes
     * @throws IOException if that takes no more
     */
    public void write(DataOutputStream to) throws IOException {
        to.writeInt(argv.size());
        for (String argument : argv) {
            writeText(to, argument);
        }
        writeMap(to, environment);
        writeMap(to, files);
        to.flush();
    }

    static Launch read(DataInputStream from) throws IOException {
        int count = from.readInt();
        List<String> argv = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            argv.add(readText(from));
        }
        return new Launch(argv, readMap(from), readMap(from));
    }

    private static void writeMap(DataOutputStream to, Map<String, String> map) throws IOException {
        to.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            writeText(to, entry.getKey());
            writeText(to, entry.getValue());
        }
    }

    private static Map<String, String> readMap(DataInputStream from) throws IOException {
        int count = from.readInt();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(readText(from), readText(from));
        }
        return map;
    }

    static void writeText(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    static String readText(DataInputStream from) throws IOException {
        byte[] bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Shows no variable and no file, which may hold keys. */
    @Override
    public String toString() {
        return "Launch[" + argv.get(0) + "]";
    }
}
