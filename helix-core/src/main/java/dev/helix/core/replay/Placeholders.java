/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.helix.api.SessionId;
import dev.helix.core.json.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A translator of values that differ from run to run into placeholders, and back. Confined to one thread.
 *
 * <p>Hashes are numbered as they are met by {@link #hide}, so the conversation is hidden oldest first.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z][A-Za-z0-9_-]*)(?::(\\d{1,4}))?}}");

    /** Object names of both git formats, the short form Helix prints, and the suffix of its branches. */
    private static final String HASH =
            "(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{10}|[0-9a-f]{8})(?![0-9A-Za-z])";

    /** A shorter id is likely to be a word; real ones have 16 characters. */
    private static final int SHORTEST_HIDDEN_ID = 8;

    private final SessionId session;
    private final Map<String, String> values;
    private final Map<String, String> namesByText = new LinkedHashMap<>();
    private final Map<String, Integer> hashes = new LinkedHashMap<>();
    private final Pattern hidden;

    /**
     * @param names what is named
     * @param session the session of the request
     * @param conversation the texts captures are looked for in, oldest first
     */
    Placeholders(RunNames names, SessionId session, List<String> conversation) {
        this.session = session;
        this.values = new LinkedHashMap<>(names.values());
        names.captures()
                .forEach((name, pattern) ->
                        capture(pattern, conversation).ifPresent(value -> values.putIfAbsent(name, value)));
        values.forEach((name, value) -> {
            namesByText.putIfAbsent(value, name);
            namesByText.putIfAbsent(escaped(value), name);
        });
        this.hidden = Pattern.compile(hiddenTexts());
    }

    private String hiddenTexts() {
        String named = namesByText.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(value -> Pattern.quote(value) + "|")
                .collect(Collectors.joining());
        String id =
                session.value().length() < SHORTEST_HIDDEN_ID ? "" : "(?<![0-9A-Za-z])" + session + "(?![0-9A-Za-z])|";
        return "\\{\\{|" + named + id + HASH;
    }

    private static Optional<String> capture(Pattern pattern, List<String> conversation) {
        return conversation.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    /** Hides values in a text of the conversation; hashes it brings get the next numbers. */
    String hide(String text) {
        return hide(text, hash -> "{{hash:" + hashes.computeIfAbsent(hash, h -> hashes.size() + 1) + "}}");
    }

    /** Hides values in a reply; hashes that are its own stay, since no later run could know them. */
    String hideInReply(String text) {
        return hide(text, hash -> hashes.containsKey(hash) ? "{{hash:" + hashes.get(hash) + "}}" : hash);
    }

    private String hide(String text, Function<String, String> hash) {
        return hidden.matcher(text).replaceAll(match -> Matcher.quoteReplacement(placeholder(match.group(), hash)));
    }

    private String placeholder(String found, Function<String, String> hash) {
        if (found.equals("{{")) {
            return "{{open}}";
        }
        String name = namesByText.get(found);
        if (name != null) {
            return "{{" + name + "}}";
        }
        return found.equals(session.value()) ? "{{session}}" : hash.apply(found);
    }

    /**
     * Puts the values of this run into a text.
     *
     * @throws UnknownPlaceholderException if a placeholder has no value in this run
     */
    String reveal(String template) throws UnknownPlaceholderException {
        return reveal(template, value -> value);
    }

    /** Puts the values of this run into JSON text, where they have to stand within strings. */
    String revealInJson(String template) throws UnknownPlaceholderException {
        return reveal(template, Placeholders::escaped);
    }

    private String reveal(String template, Function<String, String> writing) throws UnknownPlaceholderException {
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            Optional<String> value = value(matcher.group(1), Optional.ofNullable(matcher.group(2)));
            if (value.isEmpty()) {
                throw new UnknownPlaceholderException(matcher.group(), known());
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(writing.apply(value.get())));
        }
        return matcher.appendTail(text).toString();
    }

    private Optional<String> value(String name, Optional<String> number) {
        if (name.equals("hash")) {
            return number.flatMap(n -> hashes.entrySet().stream()
                    .filter(hash -> hash.getValue() == Integer.parseInt(n))
                    .map(Map.Entry::getKey)
                    .findFirst());
        }
        if (number.isPresent()) {
            return Optional.empty();
        }
        return switch (name) {
            case "session" -> Optional.of(session.value());
            case "open" -> Optional.of("{{");
            default -> Optional.ofNullable(values.get(name));
        };
    }

    private String known() {
        String named =
                values.keySet().stream().sorted().map(name -> ", " + name).collect(Collectors.joining());
        return "session, open" + named + (hashes.isEmpty() ? "" : ", hash:1 to hash:" + hashes.size());
    }

    private static String escaped(String value) {
        String quoted = Json.compact(TextNode.valueOf(value));
        return quoted.substring(1, quoted.length() - 1);
    }
}
