/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The tokens of a sentence, with what they are in the repository. Immutable. */
final class Sentence {
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
}
