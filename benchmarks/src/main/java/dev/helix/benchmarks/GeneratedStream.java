/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a model as its provider streams it, the same for the same size: reasoning, text, and one call whose
 * arguments are a file to be written. Immutable.
 *
 * <p>How a protocol writes it is in a file beside this class: the events of each part, with places for what is said in
 * braces. {@code piece} is one piece, {@code thinking}, {@code text} and {@code arguments} are all pieces so far, as JSON
 * strings; {@code json} is all arguments as JSON; {@code number} counts up.
 */
final class GeneratedStream {
    /** As much as a client gets from its socket at once. */
    private static final int CHUNK = 8192;

    private static final List<String> WORDS = Arrays.asList((" The| session| reads| a| file|,| changes| one| line"
                    + "| (\"café\")| and| runs| the| tests|.|\n\n|```|java|\n|    return| position| <| limit|;|\n")
            .split("\\|"));

    private static final Pattern PLACE = Pattern.compile("\\{(piece|thinking|text|arguments|json|number)}");

    /** A protocol of streams. */
    enum Protocol {
        ANTHROPIC(1),
        CHAT(1),
        RESPONSES(1),
        GEMINI(20),
        OLLAMA(1);

        private final int wordsPerPiece;

        Protocol(int wordsPerPiece) {
            this.wordsPerPiece = wordsPerPiece;
        }
    }

    private final Protocol protocol;
    /** By the name of the part. */
    private final Map<String, String> events;

    private final StringBuilder out = new StringBuilder();
    private final Map<String, StringBuilder> said =
            Map.of("thinking", new StringBuilder(), "text", new StringBuilder(), "arguments", new StringBuilder());
    private int number;
    private byte[] bytes = {};

    private GeneratedStream(Protocol protocol) {
        this.protocol = protocol;
        this.events = events(protocol.name().toLowerCase(Locale.ROOT) + ".stream");
    }

    /**
     * Generates a stream.
     *
     * @param protocol how it is written
     * @param size its length in bytes, met within 1 % when it is at least 100,000
     */
    static GeneratedStream of(Protocol protocol, int size) {
        GeneratedStream stream = new GeneratedStream(protocol);
        stream.speak(size * 0.15, size * 0.85);
        stream.write("begin call", "");
        stream.say("arguments", "{\"path\":\"A.java\",\"content\":\"");
        stream.sayUntil(size * 0.997, "arguments", true);
        stream.say("arguments", "\"}");
        return stream.ended();
    }

    /**
     * Generates a stream that calls no tool, so that it ends a turn.
     *
     * @param protocol one that streams its calls
     * @param size its length in bytes, roughly
     */
    static GeneratedStream withoutCall(Protocol protocol, int size) {
        GeneratedStream stream = new GeneratedStream(protocol);
        stream.speak(size * 0.15, size);
        return stream.ended();
    }

    private void speak(double thinkUntil, double sayUntil) {
        write("begin", "");
        sayUntil(thinkUntil, "thinking", false);
        write("begin text", "");
        sayUntil(sayUntil, "text", false);
    }

    private GeneratedStream ended() {
        write("end", "");
        bytes = out.toString().getBytes(UTF_8);
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return a copy of the next bytes from a place on, cut without regard to events; empty at the end} */
    byte[] chunk(int from) {
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
    }

    String thinking() {
        return said("thinking").toString();
    }

    String text() {
        return said("text").toString();
    }

    String arguments() {
        return said("arguments").toString();
    }

    private StringBuilder said(String part) {
        return Objects.requireNonNull(said.get(part));
    }

    private static Map<String, String> events(String file) {
        try (InputStream in = GeneratedStream.class.getResourceAsStream(file)) {
            Map<String, String> events = new HashMap<>();
            for (String part : new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8).split("(?m)^=== ")) {
                int name = part.indexOf('\n');
                events.put(part.substring(0, Math.max(0, name)), part.substring(name + 1));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sayUntil(double size, String part, boolean quoted) {
        for (int i = 0; out.length() + repeated(part) < size; i++) {
            StringBuilder piece = new StringBuilder();
            for (int word = 0; word < protocol.wordsPerPiece; word++) {
                piece.append(WORDS.get((i * protocol.wordsPerPiece + word) % WORDS.size()));
            }
            say(part, quoted ? quoted(piece.toString()) : piece.toString());
        }
    }

    private void say(String part, String piece) {
        said(part).append(piece);
        write(part, piece);
    }

    /** {@return how much the parts still to come will repeat of what was said} */
    private int repeated(String part) {
        String rest = events.get("end")
                + (part.equals("arguments") ? "" : events.get("begin call"))
                + (part.equals("thinking") ? events.get("begin text") : "");
        Matcher place = PLACE.matcher(rest);
        int length = 0;
        while (place.find()) {
            String repeated = place.group(1).equals("json") ? "arguments" : place.group(1);
            length += said.containsKey(repeated) ? said(repeated).length() : 0;
        }
        return length;
    }

    private void write(String part, String piece) {
        out.append(PLACE.matcher(Objects.requireNonNull(events.get(part)))
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), piece))));
    }

    private String value(String place, String piece) {
        return switch (place) {
            case "piece" -> quoted(piece);
            case "json" -> arguments();
            case "number" -> Integer.toString(number++);
            default -> quoted(said(place).toString());
        };
    }

    /**
     * Compares what a client made of the stream with what was written.
     *
     * @throws IllegalStateException if it is not the same
     */
    void requireDecoded(String decodedThinking, String decodedText, String decodedArguments) {
        if (!decodedThinking.equals(thinking())
                || !decodedText.equals(text())
                || !decodedArguments.equals(arguments())) {
            throw new IllegalStateException("the client did not decode what was written");
        }
    }

    /** {@return how many characters a listener hears, reasoning and text} */
    int heardCharacters() {
        return said("thinking").length() + said("text").length();
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
