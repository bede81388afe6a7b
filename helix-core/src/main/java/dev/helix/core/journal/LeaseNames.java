/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.SessionId;
import java.util.regex.Pattern;

/** The form of the names of leases, the same for every kind of store. */
final class LeaseNames {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private LeaseNames() {}

    static String checked(String name) {
        if (!FORM.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "a lease is named by 1 to 64 characters of a-z, 0-9 and hyphens after a letter, was '" + name
                            + "'");
        }
        return name;
    }

    static String of(SessionId session) {
        return "session-" + session.value();
    }
}
