/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Model engines, one per provider protocol. */
@NullMarked
module dev.helix.llm {
    requires transitive dev.helix.core;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires static okhttp3;
    requires static okio;
    requires org.slf4j;

    exports dev.helix.llm.anthropic;
    exports dev.helix.llm.cli;
    exports dev.helix.llm.gemini;
    exports dev.helix.llm.http;
    exports dev.helix.llm.ollama;
    exports dev.helix.llm.openai;
}
