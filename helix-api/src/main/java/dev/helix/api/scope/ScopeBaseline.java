/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;

/** The request as it was made, locked: what every later judgement is measured against. Immutable. */
public final class ScopeBaseline {
    private final String request;
    private final String hash;
    private final PathRules paths;
    private final List<String> rulesInWords;
    private final List<String> mentioned;
    private final List<List<String>> verification;

    private ScopeBaseline(Builder builder) {
        this.request = builder.request;
        this.hash = builder.hash;
        this.paths = builder.paths;
        this.rulesInWords = List.copyOf(builder.rulesInWords);
        this.mentioned = List.copyOf(builder.mentioned);
        this.verification = builder.verification.stream().map(List::copyOf).toList();
    }

    /**
     * Starts a baseline.
     *
     * <p>Defaults: every path may be changed, no rules in words, no mentioned paths, no verification.
     *
     * @param request the user's text, word for word
     * @param hash SHA-256 of the text's UTF-8 bytes, lower-case hex
     */
    public static Builder builder(String request, String hash) {
        return new Builder(request, hash);
    }

    /** {@return a builder that holds what this baseline holds, confined to one thread} */
    public Builder toBuilder() {
        return new Builder(request, hash)
                .paths(paths)
                .rulesInWords(rulesInWords)
                .mentioned(mentioned)
                .verification(verification);
    }

    /** {@return the user's text, word for word} */
    public String request() {
        return request;
    }

    /** {@return SHA-256 of the text's UTF-8 bytes, lower-case hex} */
    public String hash() {
        return hash;
    }

    /** {@return which paths may be changed, as the request and the host stated it} */
    public PathRules paths() {
        return paths;
    }

    /**
     * {@return sentences of the request that confine the work in words no path can hold, in the order of the text;
     * nothing enforces them but reviewers}
     */
    public List<String> rulesInWords() {
        return rulesInWords;
    }

    /** {@return paths that the request names without confining anything to them, in the order of the text} */
    public List<String> mentioned() {
        return mentioned;
    }

    /** {@return the commands that prove the work, argument vectors in the order they run} */
    public List<List<String>> verification() {
        return verification;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeBaseline baseline
                && baseline.request.equals(request)
                && baseline.hash.equals(hash)
                && baseline.paths.equals(paths)
                && baseline.rulesInWords.equals(rulesInWords)
                && baseline.mentioned.equals(mentioned)
                && baseline.verification.equals(verification);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hash, paths, rulesInWords, mentioned, verification);
    }

    /** {@return hash and paths on one line} */
    @Override
    public String toString() {
        return "ScopeBaseline[" + hash + ", " + paths + "]";
    }

    /** A builder of a baseline. Confined to one thread. */
    public static final class Builder {
        private final String request;
        private final String hash;
        private PathRules paths = PathRules.EVERYTHING;
        private List<String> rulesInWords = List.of();
        private List<String> mentioned = List.of();
        private List<List<String>> verification = List.of();

        private Builder(String request, String hash) {
            this.request = requireNonNull(request, "request");
            this.hash = requireNonNull(hash, "hash");
        }

        /** Sets which paths may be changed. */
        public Builder paths(PathRules paths) {
            this.paths = requireNonNull(paths, "paths");
            return this;
        }

        /** Sets the sentences that confine the work in words no path can hold, in the order of the text. */
        public Builder rulesInWords(List<String> sentences) {
            this.rulesInWords = requireNonNull(sentences, "sentences");
            return this;
        }

        /** Sets the paths that are named without confining anything, in the order of the text. */
        public Builder mentioned(List<String> names) {
            this.mentioned = requireNonNull(names, "names");
            return this;
        }

        /** Sets the commands that prove the work, argument vectors in the order they run. */
        public Builder verification(List<List<String>> commands) {
            this.verification = requireNonNull(commands, "commands");
            return this;
        }

        /** {@return the baseline} */
        public ScopeBaseline build() {
            return new ScopeBaseline(this);
        }
    }
}
