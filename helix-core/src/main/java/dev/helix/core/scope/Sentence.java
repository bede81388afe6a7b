/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The tokens of a sentence, with what they are in the repository. Immutable. */
final class Sentence {
    private static final Set<String> EXCEPTING = ScopeWords.set("excepting");
    private static final Set<String> BETWEEN = ScopeWords.set("between");
    private static final Set<String> KINDS = ScopeWords.set("KIND");
    private static final Set<String> CONTINUATION = ScopeWords.set("continuation");
    private static final Set<String> BEGINNING = ScopeWords.set("beginning");
    private static final Set<String> COURTESY = ScopeWords.set("courtesy");

    private final List<Token> tokens;
    private final List<Boolean> paths;
    private final Predicate<Token> directory;

    /**
     * Takes the tokens of a sentence.
     *
     * @param path tells whether a token is a path
     * @param directory tells whether a path is a directory or a pattern
     */
    Sentence(List<Token> tokens, Predicate<Token> path, Predicate<Token> directory) {
        this.tokens = tokens;
        this.paths = tokens.stream().map(path::test).toList();
        this.directory = directory;
    }

    /** {@return a sentence whose tokens are taken for words} */
    static Sentence ofWords(List<Token> tokens) {
        return new Sentence(tokens, token -> false, token -> false);
    }

    List<Token> tokens() {
        return tokens;
    }

    int size() {
        return tokens.size();
    }

    Token token(int at) {
        return tokens.get(at);
    }

    /** {@return the word at an index, empty where there is none} */
    String word(int at) {
        return at < tokens.size() ? tokens.get(at).word() : "";
    }

    boolean isPath(int at) {
        return paths.get(at);
    }

    boolean isDirectory(int at) {
        return paths.get(at) && directory.test(tokens.get(at));
    }

    /** {@return whether one of the paths is a directory or a pattern} */
    boolean namesDirectory() {
        return IntStream.range(0, size()).anyMatch(this::isDirectory);
    }

    /** {@return the tokens that are paths} */
    List<Token> paths() {
        return IntStream.range(0, size())
                .filter(this::isPath)
                .mapToObj(tokens::get)
                .toList();
    }

    /** {@return whether the sentence names a type of the tree, or excepts an entry of it or a kind of files} */
    boolean namesEntry(PathResolver resolver) {
        for (int i = 0; i < size(); i++) {
            String text = token(i).text();
            if (text.length() > 2 && i > 0 && Character.isUpperCase(text.charAt(0)) && resolver.isKnown(text)) {
                return true;
            }
            if (EXCEPTING.contains(word(i)) && !token(i).quoted() && isEntry(after(i + 1, BETWEEN), resolver)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEntry(int at, PathResolver resolver) {
        String word = word(at);
        return KINDS.contains(word)
                || (word.length() > 2 && resolver.isKnown(token(at).text()));
    }

    private int after(int from, Set<String> words) {
        int at = from;
        while (words.contains(word(at))) {
            at++;
        }
        return at;
    }

    /** {@return whether the sentence is a list of paths and says nothing about them} */
    boolean isListOfPaths() {
        return IntStream.range(0, size()).allMatch(at -> isPath(at) || CONTINUATION.contains(word(at)));
    }

    /** {@return whether the sentence, when it restricts something, reads as a rule for the work} */
    boolean beginsRule() {
        int at = after(0, COURTESY);
        return BEGINNING.contains(word(at))
                || (word(at).equals("do") && word(at + 1).equals("not"));
    }
}
