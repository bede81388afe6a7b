/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a host names again when it takes up a session: code, which no journal holds, and settings that may have changed
 * meanwhile. Immutable.
 */
public final class ResumeSpec extends AgentSettings {
    private final Optional<SessionListener> listener;

    private ResumeSpec(Builder builder) {
        super(builder, "listener, ", builder.listener);
        this.listener = builder.listener;
    }

    /**
     * Starts a specification.
     *
     * <p>Defaults:
     *
     * <ul>
     *   <li>{@code model}: the one that was in use
     *   <li>{@code tools}, {@code reviewers}: none of the host's own
     *   <li>{@code limits}, {@code routing}: those of the Helix instance
     *   <li>{@code listener}: none
     * </ul>
     *
     * @return a builder, confined to one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the first listener, which hears everything from the resumption on; empty when none was set} */
    public Optional<SessionListener> listener() {
        return listener;
    }

    /** A builder of specifications. Confined to one thread. */
    public static final class Builder extends AgentSettings.Builder<Builder> {
        private Optional<SessionListener> listener = Optional.empty();

        private Builder() {}

        /** Sets {@link ResumeSpec#listener()}. */
        public Builder listener(SessionListener listener) {
            this.listener = Optional.of(requireNonNull(listener, "listener"));
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** {@return the specification} */
        public ResumeSpec build() {
            return new ResumeSpec(this);
        }
    }
}
