/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.SessionId;
import java.util.Optional;

/**
 * A source of credentials, looked up per session, so that many tenants can share one JVM. Implemented by hosts;
 * thread-safe.
 */
@FunctionalInterface
public interface CredentialSource {
    /**
     * Returns the credential a reference stands for.
     *
     * @param reference what is asked for, usually the provider's name
     * @param session on whose behalf
     * @return the secret, or empty when the host has none
     */
    Optional<Secret> lookup(String reference, SessionId session);
}
