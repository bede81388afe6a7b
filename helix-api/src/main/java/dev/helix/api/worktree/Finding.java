/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
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

    /** Creates a finding that has to be resolved before the merge. */
    public static Finding of(String text) {
        return builder(text).build();
    }

    /** Starts a finding that says what is wrong and what to do about it. */
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
     * A builder of {@link Finding}. Confined to one thread.
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
            this.text = requireNonNull(text, "text");
        }

        /** Sets {@link Finding#severity()}. */
        public Builder severity(Severity severity) {
            this.severity = requireNonNull(severity, "severity");
            return this;
        }

        /** Sets {@link Finding#file()}. */
        public Builder file(String file) {
            this.file = Optional.of(requireNonNull(file, "file"));
            return this;
        }

        /**
         * Sets {@link Finding#line()}.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder line(int line) {
            if (line < 1) {
                throw new IllegalArgumentException("line must be at least 1, was " + line);
            }
            this.line = Optional.of(line);
            return this;
        }

        /** Sets {@link Finding#reviewer()}. */
        public Builder reviewer(String reviewer) {
            this.reviewer = requireNonNull(reviewer, "reviewer");
            return this;
        }

        /** {@return the finding} */
        public Finding build() {
            return new Finding(this);
        }
    }
}
