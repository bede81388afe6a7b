/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a session to be created. Immutable. */
public final class SessionSpec extends AgentSettings {
    private final Path directory;
    private final List<List<String>> verification;
    private final Optional<SessionListener> listener;

    private SessionSpec(Builder builder) {
        super(
                builder,
                "directory, verification, listener, ",
                builder.directory,
                builder.verification,
                builder.listener);
        this.directory = builder.directory;
        this.verification = List.copyOf(builder.verification);
        this.listener = builder.listener;
    }

    /**
     * Starts the settings of a session that works in a directory.
     *
     * <p>Defaults:
     *
     * <ul>
     *   <li>{@code model}: that of the Helix instance
     *   <li>{@code tools}: only the library's own
     *   <li>{@code reviewers}: those of the Helix instance
     *   <li>{@code verification}: none
     *   <li>{@code limits}: those of the Helix instance
     *   <li>{@code routing}: that of the Helix instance
     *   <li>{@code listener}: none
     * </ul>
     *
     * @param directory an existing directory, usually inside a git checkout
     */
    public static Builder in(Path directory) {
        return new Builder(requireNonNull(directory, "directory"));
    }

    /** {@return a builder that starts from these settings} */
    public Builder toBuilder() {
        Builder builder = new Builder(directory);
        builder.verification.addAll(verification);
        builder.listener = listener;
        return builder.like(this);
    }

    /** {@return where the session works} */
    public Path directory() {
        return directory;
    }

    /** {@return the verification commands, argument vectors in the order they run} */
    public List<List<String>> verification() {
        return verification;
    }

    /** {@return the first listener, empty when none was set} */
    public Optional<SessionListener> listener() {
        return listener;
    }

    /** A builder of session settings. Confined to one thread. */
    public static final class Builder extends AgentSettings.Builder<Builder> {
        private final Path directory;
        private final List<List<String>> verification = new ArrayList<>();
        private Optional<SessionListener> listener = Optional.empty();

        private Builder(Path directory) {
            this.directory = directory;
        }

        /**
         * Adds a command that must succeed on the merged tree before a delivery lands.
         *
         * @param argv program and arguments
         * @throws InvalidRequestException if there is no program
         */
        public Builder verifyWith(String... argv) {
            if (requireNonNull(argv, "argv").length == 0 || argv[0].isBlank()) {
                throw new InvalidRequestException(
                        "verifyWith needs a program, for example verifyWith(\"mvn\", \"test\")");
            }
            this.verification.add(List.of(argv));
            return this;
        }

        /** Sets {@link SessionSpec#listener()}. */
        public Builder listener(SessionListener listener) {
            this.listener = Optional.of(requireNonNull(listener, "listener"));
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** {@return the settings} */
        public SessionSpec build() {
            return new SessionSpec(this);
        }
    }
}
