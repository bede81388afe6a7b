/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.api.scope.PathPattern;
import dev.helix.api.scope.PathRules;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A resolver of the names in a request to path rules. Pure, given the repository's names. */
final class PathResolver {
    private static final Set<String> EXTENSIONS = ScopeWords.set("extension");
    private static final Set<String> WELL_KNOWN = ScopeWords.set("file name");
    private static final Set<String> NO_PATHS = ScopeWords.set("no path");

    /** Either a pattern or a name that is emphasised; as the name it would allow less. */
    private static final Pattern EMPHASISED = Pattern.compile("\\*[^*/]+\\*");

    private final Supplier<RepositoryNames> names;
    private final Map<String, Boolean> whole = new HashMap<>();

    PathResolver(Supplier<RepositoryNames> names) {
        this.names = names;
    }

    /** {@return whether a token is a path in any reading, be it in the tree or not} */
    boolean isPath(Token token) {
        String text = clean(token.text()).replaceFirst("^[(\\[{]+", "");
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.isBlank() || NO_PATHS.contains(lower) || isAddress(text)) {
            return false;
        }
        if (text.indexOf('/') >= 0) {
            return text.chars().anyMatch(Character::isLetter) || text.startsWith("..");
        }
        boolean named = text.chars().anyMatch(c -> Character.isLetterOrDigit(c));
        return named
                && ((text.indexOf('*') >= 0 && text.indexOf('.') >= 0)
                        || isDotName(text)
                        || isFileName(text)
                        || WELL_KNOWN.contains(text)
                        || isQualified(text)
                        || (token.quoted() && text.indexOf(' ') < 0 && isKnown(text))
                        || (text.indexOf('.') > 0 && !token.literal() && isKnown(text)));
    }

    /** {@return whether a path is a directory or a pattern, as it is spelt or as it is in the tree} */
    boolean isDirectory(Token token) {
        String path = clean(token.text());
        return path.endsWith("/") || path.indexOf('*') >= 0 || names.get().isDirectory(path);
    }

    /** {@return whether everything that is of a kind by its name is where the kind's name leads} */
    boolean isWhole(Token token) {
        return whole.computeIfAbsent(token.word(), kind -> {
            PathRules found = PathRules.of(List.of(), denied(token).orElse(List.of()));
            return names.get().ofKind(kind).stream().noneMatch(found::allows);
        });
    }

    /** {@return whether the tree holds exactly this path} */
    boolean isKnownPath(String text) {
        return names.get().holds(bare(text));
    }

    /** {@return whether something in the tree has this name} */
    boolean isKnown(String text) {
        return !names.get().endingIn(text).isEmpty()
                || !names.get().withoutExtension(text).isEmpty();
    }

    /** {@return what a mentioned path is shown as, empty when it is none of the repository's and no file name} */
    Optional<String> mentioned(Token token) {
        String path = relative(token);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        boolean certain = names.get().holds(bare(path)) || isFileName(path) || path.indexOf('*') >= 0;
        List<String> found = found(bare(path));
        return found.size() == 1 ? Optional.of(found.get(0)) : certain ? Optional.of(path) : Optional.empty();
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return text.contains("://") || text.startsWith("www.") || (at > 0 && text.indexOf('.', at) > 0);
    }

    private static boolean isDotName(String text) {
        return text.length() > 1 && text.charAt(0) == '.' && Character.isLetter(text.charAt(1));
    }

    private static boolean isFileName(String text) {
        int dot = text.lastIndexOf('.');
        return dot > 0
                && EXTENSIONS.contains(text.substring(dot + 1).toLowerCase(Locale.ROOT))
                && text.indexOf('(') < 0;
    }

    /** Such as com.acme.billing; a version and an abbreviation are none. */
    private static boolean isQualified(String text) {
        String[] segments = text.split("\\.", -1);
        if (segments.length < 3) {
            return false;
        }
        for (String segment : segments) {
            if (segment.length() < 2
                    || !Character.isJavaIdentifierStart(segment.charAt(0))
                    || !segment.chars().allMatch(Character::isJavaIdentifierPart)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the path in the tree's spelling: slashes, no line numbers, no {@code ./}} */
    private static String clean(String text) {
        if (text.length() > PathPattern.MAX_CHARACTERS) {
            // Whoever makes a rule of it is told the bound.
            return text;
        }
        String path = text.endsWith("'s") ? text.substring(0, text.length() - 2) : text;
        path = path.indexOf('\\') >= 0 && path.indexOf('/') < 0 ? path.replace('\\', '/') : path;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        int end = path.length();
        while (end > 0 && (Character.isDigit(path.charAt(end - 1)) || path.charAt(end - 1) == ':')) {
            end--;
        }
        int colon = path.indexOf(':', end);
        return colon > 0 && colon == end ? path.substring(0, end) : path;
    }

    /** {@return the rules that allow what a token names, empty when that is not one certain place} */
    Optional<List<String>> allowed(Token token) {
        String path = relative(token);
        if (path.isEmpty() || EMPHASISED.matcher(path).matches()) {
            return Optional.empty();
        }
        if (isPattern(path, token)) {
            return pattern(path);
        }
        String bare = bare(path);
        if (names.get().holds(bare)) {
            return Optional.of(List.of(path));
        }
        List<String> found = found(bare);
        if (found.size() == 1 && names.get().complete()) {
            return Optional.of(List.of(found.get(0) + slash(path, found.get(0))));
        }
        boolean creatable = found.isEmpty() && (path.indexOf('/') >= 0 || (isPath(token) && !isQualified(path)));
        return creatable && !isExtension(path) && !isOpen(path) ? Optional.of(List.of(path)) : Optional.empty();
    }

    /** {@return rules that deny everything a token can mean, empty when that cannot be told} */
    Optional<List<String>> denied(Token token) {
        String path = relative(token);
        if (path.isEmpty() || (isSet(path) && !names.get().holds(bare(path)))) {
            return Optional.empty();
        }
        if (isPattern(path, token)) {
            return pattern(path).map(rules -> {
                Set<String> both = new LinkedHashSet<>(rules);
                both.addAll(path.startsWith("**/") ? rules : List.of("**/" + path));
                return List.copyOf(path.indexOf('/') < 0 ? rules : both);
            });
        }
        String bare = bare(path);
        boolean rooted = names.get().holds(bare);
        if (rooted && path.indexOf('/') >= 0) {
            return Optional.of(List.of(path));
        }
        Set<String> rules = new LinkedHashSet<>();
        for (String found : found(bare)) {
            rules.add(found + slash(path, found));
        }
        boolean nameable = path.indexOf('/') >= 0 || (isPath(token) && !isQualified(path));
        if ((rules.isEmpty() || !names.get().complete()) && nameable && !isExtension(path) && !isOpen(path)) {
            rules.add(path.indexOf('/') >= 0 && token.literal() ? path : "**/" + path);
        }
        return rules.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(rules));
    }

    private static String bare(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private String slash(String written, String found) {
        return written.endsWith("/") && names.get().isDirectory(found) ? "/" : "";
    }

    /** {@return everything in the tree that a name can mean: an entry, a file without its extension, a package} */
    private List<String> found(String bare) {
        boolean spelt = bare.indexOf('/') >= 0 || bare.indexOf('.') >= 0;
        Set<String> found = new LinkedHashSet<>(names.get().endingIn(bare));
        found.addAll(found.isEmpty() && spelt ? names.get().endingInAnyCase(bare) : List.of());
        found.addAll(names.get().withoutExtension(bare));
        if (found.isEmpty() && isQualified(bare)) {
            found.addAll(names.get().endingIn(bare.replace('.', '/')));
            found.addAll(names.get().withoutExtension(bare.replace('.', '/')));
        }
        return List.copyOf(found);
    }

    /** {@return the path relative to the root; empty when it is none, leads outside, or would mean everything} */
    private String relative(Token token) {
        String path = clean(token.text());
        boolean windows = path.length() > 1 && path.charAt(1) == ':';
        if (path.startsWith("/")) {
            path = path.substring(1);
            if (!names.get().holds(bare(path))) {
                return "";
            }
        }
        boolean climbs = List.of(path.split("/", -1)).contains("..");
        boolean named = path.chars().anyMatch(Character::isLetterOrDigit);
        boolean strange = path.chars().anyMatch(c -> ";:#|\"<>=".indexOf(c) >= 0)
                && !names.get().holds(bare(path));
        return strange || climbs || !named || windows || path.startsWith("~") || isAddress(path) ? "" : path;
    }

    /** A pattern without a slash is meant at any depth. */
    private static Optional<List<String>> pattern(String path) {
        return Optional.of(List.of(path.indexOf('/') < 0 ? "**/" + path : path));
    }

    /** {@return whether a name is ".java" and the like, which stands for files and not for one} */
    private static boolean isExtension(String path) {
        return path.startsWith(".") && EXTENSIONS.contains(path.substring(1)) && !path.equals(".env");
    }

    /** {@return whether a literal token begins with its bracket, as a remark or a link does} */
    private static boolean isOpen(String path) {
        boolean wrapped = "([{$".indexOf(path.charAt(0)) >= 0 && ")]}".indexOf(path.charAt(path.length() - 1)) >= 0;
        boolean balanced = balanced(path, '(', ')') && balanced(path, '[', ']') && balanced(path, '{', '}');
        return wrapped || !balanced || path.contains("](");
    }

    private static boolean balanced(String path, int open, int close) {
        return path.chars().filter(c -> c == open).count()
                == path.chars().filter(c -> c == close).count();
    }

    private static boolean isPattern(String path, Token token) {
        return path.indexOf('*') >= 0 || (path.indexOf('?') >= 0 && !token.literal()) || isAlternatives(path);
    }

    private static boolean isAlternatives(String path) {
        int open = path.indexOf('{');
        return open >= 0 && path.indexOf(',', open) < path.indexOf('}', open) && path.indexOf(',', open) > 0;
    }

    /** {@return whether a token that is in no tree looks like shell shorthand for several paths} */
    private static boolean isSet(String path) {
        return path.indexOf('$') >= 0 || path.contains("[a-") || path.contains("[0-");
    }
}
