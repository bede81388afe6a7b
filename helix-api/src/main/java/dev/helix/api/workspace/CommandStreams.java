/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.io.OutputStream;

/** The byte streams of a command: what it reads, and where its output goes as it arrives. Immutable. */
public final class CommandStreams {
    private final InputStream input;
    private final OutputStream output;
    private final OutputStream errors;

    private CommandStreams(Builder builder) {
        this.input = builder.input;
        this.output = builder.output;
        this.errors = builder.errors;
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what the command reads from standard input, up to its end} */
    public InputStream input() {
        return input;
    }

    /** {@return where standard output goes} */
    public OutputStream output() {
        return output;
    }

    /** {@return where standard error goes} */
    public OutputStream errors() {
        return errors;
    }

    /**
     * A builder of streams. Confined to one thread. Streams are used by threads of the workspace while the
     * command runs and not closed.
     *
     * <ul>
     *   <li>input: nothing, the command sees its end at once
     *   <li>output, errors: thrown away
     * </ul>
     */
    public static final class Builder {
        private InputStream input = InputStream.nullInputStream();
        private OutputStream output = OutputStream.nullOutputStream();
        private OutputStream errors = OutputStream.nullOutputStream();

        private Builder() {}

        /** Sets {@link CommandStreams#input()}. */
        public Builder input(InputStream input) {
            this.input = requireNonNull(input, "input");
            return this;
        }

        /** Sets {@link CommandStreams#output()}. */
        public Builder output(OutputStream output) {
            this.output = requireNonNull(output, "output");
            return this;
        }

        /** Sets {@link CommandStreams#errors()}. */
        public Builder errors(OutputStream errors) {
            this.errors = requireNonNull(errors, "errors");
            return this;
        }

        /** {@return the streams} */
        public CommandStreams build() {
            return new CommandStreams(this);
        }
    }
}
