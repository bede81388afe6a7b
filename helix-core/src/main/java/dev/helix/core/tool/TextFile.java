/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.workspace.Workspace;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of a file and, where they are UTF-8 without NUL characters, its text. Nobody changes the bytes. */
final class TextFile {
    private final byte[] bytes;
    private final Optional<String> text;

    private TextFile(byte[] bytes, Optional<String> text) {
        this.bytes = bytes;
        this.text = text;
    }

    /** {@return the bytes as they were read} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return the text, empty for a binary file} */
    Optional<String> text() {
        return text;
    }

    static TextFile read(Workspace workspace, String path, int limitBytes) {
        byte[] bytes = workspace.read(path, limitBytes);
        return new TextFile(bytes, decode(bytes));
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
