/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An {@code Only:} or {@code Not:} line. Immutable.
 *
 * @param allows whether it says what alone may be changed, not what must not be
 * @param unreadable the item that is no path of the repository, if there is one
 */
record ScopeLine(boolean allows, Set<String> rules, Optional<String> unreadable) {
    private static final Pattern START = Pattern.compile("(?i)[*_]{0,3}(only|not)[*_]{0,3}\\s{0,3}:");

    /** {@return whether a text is such a line, which is read by itself} */
    static boolean isOne(String text) {
        return START.matcher(text).lookingAt();
    }

    /** {@return what such a line says, empty when it lists nothing} */
    static Optional<ScopeLine> of(String text, PathResolver resolver) {
        boolean allows = Token.word(text.substring(0, text.indexOf(':'))).equals("only");
        List<Token> items = items(text.substring(text.indexOf(':') + 1), resolver);
        Set<String> rules = new LinkedHashSet<>();
        for (Token item : items) {
            Optional<List<String>> found = rules(item, allows, resolver);
            if (found.isEmpty()) {
                return Optional.of(new ScopeLine(allows, Set.of(), Optional.of(item.text())));
            }
            rules.addAll(found.get());
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(new ScopeLine(allows, rules, Optional.empty()));
    }

    private static Optional<List<String>> rules(Token item, boolean allows, PathResolver resolver) {
        String text = item.text();
        if (allows && text.matches("\\*{1,2}")) {
            return Optional.of(List.of("**"));
        }
        if (text.indexOf(' ') >= 0 && !resolver.isKnownPath(text)) {
            return Optional.empty();
        }
        Optional<List<String>> found = allows ? resolver.allowed(item) : resolver.denied(item);
        return found.isEmpty() && text.matches("[\\p{L}\\p{N}_-]+")
                ? Optional.of(List.of(allows ? text : "**/" + text))
                : found;
    }

    /** {@return the items of a list that is separated by commas; a blank belongs to a name only if it is in the tree} */
    private static List<Token> items(String list, PathResolver resolver) {
        List<Token> items = new ArrayList<>();
        for (String raw : list.split("[,\n]", -1)) {
            String text = raw.strip()
                    .replaceFirst("^[*_]{1,3}(?=[\\s`\"'])", "")
                    .strip()
                    .replaceFirst("[.;]$", "");
            List<Token> tokens = Token.of(text);
            boolean listed = tokens.size() % 2 == 1;
            for (int i = 1; i < tokens.size(); i += 2) {
                listed &= Set.of("and", "or", "&").contains(tokens.get(i).text().toLowerCase(Locale.ROOT));
            }
            if (!text.isEmpty() && (!listed || (tokens.size() > 1 && resolver.isKnownPath(text)))) {
                items.add(new Token(text, Token.word(text), true, ""));
            } else {
                for (int i = 0; i < tokens.size(); i += 2) {
                    items.add(tokens.get(i));
                }
            }
        }
        return items;
    }
}
