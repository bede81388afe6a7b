/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.InvalidRequestException;
import java.net.URI;
import java.util.Locale;

/**
 * The endpoint that requests go to. Immutable.
 *
 * @param provider the configured name
 * @param messages address of the messages resource
 */
record Endpoint(String provider, URI messages) {
    static Endpoint at(String provider, URI base) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = base.getRawQuery() == null && base.getRawFragment() == null && base.getRawUserInfo() == null;
        if (!scheme.matches("https?") || base.getHost() == null || !plain) {
            // The address is not repeated when it may hold a password.
            throw new InvalidRequestException(
                    "base URL " + (plain ? "'" + base + "' " : "") + "of provider '" + provider
                            + "' must be http or https with a host, without user, query or fragment,"
                            + " for example https://api.anthropic.com");
        }
        String text = base.toString();
        return new Endpoint(provider, URI.create(text.replaceAll("/+$", "") + Protocol.PATH));
    }
}
