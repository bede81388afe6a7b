/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static java.util.Objects.requireNonNull;

import dev.helix.api.projection.TargetProfile;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The settings that a {@link HttpEngineBuilder} collected, for the factory it builds. Immutable.
 *
 * @param provider the part of a model id before the colon
 * @param baseUrl where requests go
 * @param example a correct base URL, for complaints
 * @param credential the reference of the credential
 * @param credentialOptional whether requests go out without a key when there is none
 * @param transport what carries the requests
 * @param ownsTransport whether the transport is closed with the factory
 * @param maxOutputTokens upper bound over what requests ask for
 * @param clock reads dates in {@code Retry-After}
 * @param profile changes what a model is said to accept
 */
public record HttpEngineSettings(
        String provider,
        URI baseUrl,
        String example,
        String credential,
        boolean credentialOptional,
        Supplier<? extends HttpTransport> transport,
        boolean ownsTransport,
        int maxOutputTokens,
        InstantSource clock,
        UnaryOperator<TargetProfile> profile) {
    /** Refuses null. */
    public HttpEngineSettings {
        requireNonNull(provider, "provider");
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(example, "example");
        requireNonNull(credential, "credential");
        requireNonNull(transport, "transport");
        requireNonNull(clock, "clock");
        requireNonNull(profile, "profile");
    }
}
