/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import java.util.Optional;

/** Structured data, as JSON text. Immutable. */
public final class StructuredData extends Content {
    private final String json;

    private StructuredData(String json) {
        super(Optional.empty(), "json", json);
        this.json = json;
    }

    /** Creates a part of structured data. */
    public static StructuredData of(String json) {
        return new StructuredData(json);
    }

    /** {@return the data as JSON text} */
    public String json() {
        return json;
    }

    @Override
    public String asText() {
        return json;
    }
}
