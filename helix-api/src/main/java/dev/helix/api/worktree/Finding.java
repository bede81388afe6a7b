/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.NamedParts;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Something a reviewer noticed. Immutable. */
public final class Finding extends NamedParts {
    private final String text;
    private final Severity severity;
    private final Optional<String> file;
    private final Optional<Integer> line;
    private final String reviewer;

    /** The weight of a finding. */
    public enum Severity {
        /** It must change before the merge. */
        ERROR,
        /** It should be looked at; the merge goes on. */
        WARNING,
        /** It is worth knowing; the merge goes on. */
        NOTE
    }

    private Finding(Builder builder) {
        super(
                "reviewer, severity, file, line, text",
                builder.reviewer,
                builder.severity,
                builder.file,
                builder.line,
                builder.text);
        this.text = builder.text;
        this.severity = builder.severity;
        this.file = builder.file;
        this.line = builder.line;
        this.reviewer = builder.reviewer;
    }

    /**
     * States what has to change before the merge.
     *
     * @param text what is wrong and what to do about it
     * @return a finding with the defaults of {@link Builder}
     */
    public static Finding of(String text) {
        return builder(text).build();
    }

    /**
     * Starts a finding.
     *
     * @param text what is wrong and what to do about it
     * @return a builder
     */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    /** {@return a builder that holds this finding} */
    public Builder toBuilder() {
        Builder builder = new Builder(text).severity(severity).reviewer(reviewer);
        builder.file = file;
        builder.line = line;
        return builder;
    }

    /** {@return what is wrong and what to do about it} */
    public String text() {
        return text;
    }

    /** {@return how much it weighs} */
    public Severity severity() {
        return severity;
    }

    /** {@return the file concerned, relative to the repository's root, {@code /} between components} */
    public Optional<String> file() {
        return file;
    }

    /** {@return the line concerned, counted from 1} */
    public OptionalInt line() {
        return line.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** {@return the name of who noticed it; the library sets it to the reviewer's own} */
    public String reviewer() {
        return reviewer;
    }

    /** {@return one line for people: reviewer, place and text, as far as they are known} */
    public String describe() {
        StringBuilder described = new StringBuilder(reviewer.isEmpty() ? "" : reviewer + ": ");
        file.ifPresent(path -> described
                .append(path)
                .append(line.map(number -> ":" + number).orElse(""))
                .append(": "));
        return described.append(text).toString();
    }

    /**
     * Collects the parts of a {@link Finding}. Confined to one thread.
     *
     * <ul>
     *   <li>severity: {@link Severity#ERROR}
     *   <li>file, line: none, the finding concerns the change as a whole
     *   <li>reviewer: empty, the library fills it in
     * </ul>
     */
    public static final class Builder {
        private final String text;
        private Severity severity = Severity.ERROR;
        private Optional<String> file = Optional.empty();
        private Optional<Integer> line = Optional.empty();
        private String reviewer = "";

        private Builder(String text) {
            this.text = Objects.requireNonNull(text, "text");
        }

        /**
         * Sets how much it weighs.
         *
         * @param weight the severity
         * @return this builder
         */
        public Builder severity(Severity weight) {
            this.severity = Objects.requireNonNull(weight, "severity");
            return this;
        }

        /**
         * Names the file concerned.
         *
         * @param path relative to the repository's root
         * @return this builder
         */
        public Builder file(String path) {
            this.file = Optional.of(path);
            return this;
        }

        /**
         * Names the line concerned.
         *
         * @param number counted from 1
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder line(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("line must be at least 1, was " + number);
            }
            this.line = Optional.of(number);
            return this;
        }

        /**
         * Names who noticed it.
         *
         * @param name a reviewer's name
         * @return this builder
         */
        public Builder reviewer(String name) {
            this.reviewer = Objects.requireNonNull(name, "reviewer");
            return this;
        }

        /**
         * Builds the finding.
         *
         * @return the finding
         */
        public Finding build() {
            return new Finding(this);
        }
    }
}
