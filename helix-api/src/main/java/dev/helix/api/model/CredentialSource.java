/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import java.util.Optional;

/**
 * A source of credentials, asked per session and task, so that many tenants can share one JVM. Implemented by hosts;
 * thread-safe.
 */
@FunctionalInterface
public interface CredentialSource {
    /**
     * Looks a credential up.
     *
     * @param request the credential that is needed, and on whose behalf
     * @return the secret, or empty when the host has none
     */
    Optional<Secret> lookup(CredentialRequest request);
}
