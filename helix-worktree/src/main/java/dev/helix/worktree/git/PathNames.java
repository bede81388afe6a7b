/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/**
 * The names of paths as text. Git knows bytes: a path that is not UTF-8, or that begins with a double quote, is written
 * as git quotes it, in double quotes with octal escapes; every other path stands for itself. Pure functions.
 */
public final class PathNames {
    private PathNames() {}

    /** {@return the text of a path, different for different bytes} */
    public static String text(byte[] path) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(path)).toString();
            return text.startsWith("\"") ? quoted(path) : text;
        } catch (CharacterCodingException notUtf8) {
            return quoted(path);
        }
    }

    /** {@return the path as git stores it, of what {@link #text} wrote} */
    public static byte[] bytes(String text) {
        if (!isQuoted(text)) {
            return text.getBytes(UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] inner = text.substring(1, text.length() - 1).getBytes(UTF_8);
        for (int i = 0; i < inner.length; i++) {
            if (inner[i] != '\\' || i + 1 == inner.length) {
                bytes.write(inner[i]);
            } else if (inner[i + 1] == '\\' || inner[i + 1] == '"' || i + 3 >= inner.length) {
                bytes.write(inner[++i]);
            } else {
                bytes.write((inner[i + 1] - '0') * 64 + (inner[i + 2] - '0') * 8 + inner[i + 3] - '0');
                i += 3;
            }
        }
        return bytes.toByteArray();
    }

    /** {@return a path below an absolute directory, of what {@link #text} wrote} */
    public static Path below(Path root, String text) {
        if (isPlain(text)) {
            return root.resolve(text);
        }
        // Only a URI names bytes, whatever the character set of this JVM.
        StringBuilder uri = new StringBuilder(prefix(root));
        for (byte b : bytes(text)) {
            uri.append(b == '/' ? "/" : String.format("%%%02X", b & 0xff));
        }
        return Path.of(URI.create("file://" + uri));
    }

    /** {@return a path below an absolute directory as {@link #text(byte[])} writes it} */
    public static String text(Path root, Path path) {
        String plain = root.relativize(path).toString().replace(File.separatorChar, '/');
        return isPlain(plain)
                ? plain
                : text(decoded(path.toUri().getRawPath().substring(prefix(root).length())));
    }

    private static String prefix(Path root) {
        String raw = root.toUri().getRawPath();
        return raw.endsWith("/") ? raw : raw + "/";
    }

    private static byte[] decoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '?');
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    }

    /** Quotes as git does, git-config "core.quotePath", but for control characters with names of their own. */
    private static String quoted(byte[] path) {
        StringBuilder text = new StringBuilder("\"");
        for (byte b : path) {
            if (b == '"' || b == '\\') {
                text.append('\\').append((char) b);
            } else if (b >= ' ' && b < 0x7f) {
                text.append((char) b);
            } else {
                text.append(String.format("\\%03o", b & 0xff));
            }
        }
        return text.append('"').toString();
    }
}
