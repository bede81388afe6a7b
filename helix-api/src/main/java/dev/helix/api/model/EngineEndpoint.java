/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place where an engine's requests go. Immutable.
 *
 * @param provider the configured provider name
 * @param family the wire protocol, for example {@code anthropic-messages}
 * @param address the base URL, or empty when the engine does not say
 * @param kind what answers there
 */
public record EngineEndpoint(String provider, String family, String address, Kind kind) {
    /** What answers at an endpoint. */
    public enum Kind {
        /** A service to which each request carries the whole conversation. */
        SERVICE,
        /** A program on this machine, an agent of its own, which gets the conversation as text. */
        PROGRAM
    }

    /** Refuses null. */
    public EngineEndpoint {
        requireNonNull(provider, "provider");
        requireNonNull(family, "family");
        requireNonNull(address, "address");
        requireNonNull(kind, "kind");
    }

    /** Creates the endpoint of a service whose address is not known. */
    public static EngineEndpoint of(Origin origin) {
        return new EngineEndpoint(requireNonNull(origin, "origin").endpoint(), origin.family(), "", Kind.SERVICE);
    }

    // Written out, since the JDK keeps generated ones, and with them this class's loader, until memory gets scarce.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EngineEndpoint endpoint
                && kind == endpoint.kind
                && provider.equals(endpoint.provider)
                && family.equals(endpoint.family)
                && address.equals(endpoint.address);
    }

    @Override
    public int hashCode() {
        return Objects.hash(provider, family, address, kind);
    }

    @Override
    public String toString() {
        return "EngineEndpoint[provider=" + provider + ", family=" + family + ", address=" + address + ", kind=" + kind
                + "]";
    }
}
