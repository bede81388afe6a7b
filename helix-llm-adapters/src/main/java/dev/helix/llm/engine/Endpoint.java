/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import dev.helix.api.InvalidRequestException;
import java.net.URI;
import java.util.Locale;

/**
 * The server that requests go to. Immutable.
 *
 * @param provider the configured name
 * @param base the checked base URL, without a slash at its end
 */
record Endpoint(String provider, String base) {
    /**
     * Checks a base URL.
     *
     * @param example a correct one, for the complaint
     */
    static Endpoint at(String provider, URI base, String example) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = base.getRawQuery() == null && base.getRawFragment() == null && base.getRawUserInfo() == null;
        if (!scheme.matches("https?") || base.getHost() == null || !plain) {
            // The address is not repeated when it may hold a password.
            throw new InvalidRequestException("base URL " + (plain ? "'" + base + "' " : "") + "of provider '"
                    + provider + "' must be http or https with a host, without user, query or fragment, for example "
                    + example);
        }
        return new Endpoint(provider, base.toString().replaceAll("/+$", ""));
    }

    URI resource(String path) {
        return URI.create(base + path);
    }
}
