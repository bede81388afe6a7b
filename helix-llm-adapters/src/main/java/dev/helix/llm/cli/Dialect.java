/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What distinguishes one command-line agent from another: how it is called and how its lines are read. Immutable.
 *
 * @param provider the provider's name unless the host gives another
 * @param family the protocol, as origins name it
 * @param program the program's name in PATH
 * @param install how to get it
 * @param endpoint where its model is served unless the host says otherwise
 * @param keyVariable the variable it reads its key from
 * @param environment the other variables it needs, given the endpoint
 * @param files the files it needs in its home, given the endpoint
 * @param arguments its arguments, given the model's name; the prompt comes through standard input
 * @param decoder reads its lines
 */
record Dialect(
        String provider,
        String family,
        String program,
        String install,
        URI endpoint,
        String keyVariable,
        Function<URI, Map<String, String>> environment,
        Function<URI, Map<String, String>> files,
        Function<String, List<String>> arguments,
        Function<ReplyCollector, EventDecoder> decoder) {
    /** The model's name that leaves the choice to the program. */
    static final String DEFAULT_MODEL = "default";
}
