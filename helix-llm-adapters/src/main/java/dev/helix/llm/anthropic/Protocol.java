/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The constants of the protocol. */
final class Protocol {
    /** The family in an {@link dev.helix.api.message.Origin}. */
    static final String FAMILY = "anthropic-messages";

    /** Value of the {@code anthropic-version} header. */
    static final String VERSION = "2023-06-01";

    static final String PATH = "/v1/messages";

    /** Kept out of the arguments a model writes: Jackson refuses to write beyond 1000 levels, and they are nested. */
    private static final int ARGUMENT_LEVELS = 200;

    /** Reads and writes numbers digit for digit, so that what a model wrote goes back unchanged. */
    static final JsonMapper JSON = mapper(new JsonFactoryBuilder());

    /** Reads the arguments of a call: exactly one value, not nested without end. */
    static final JsonMapper ARGUMENTS = mapper(new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ARGUMENT_LEVELS)
                    .build()));

    private Protocol() {}

    /** {@return a member's text, empty when it is missing, null or something else} */
    static String text(JsonNode object, String name) {
        String text = object.path(name).textValue();
        return text == null ? "" : text;
    }

    private static JsonMapper mapper(JsonFactoryBuilder factory) {
        return JsonMapper.builder(factory.build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
