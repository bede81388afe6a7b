/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Origin;
import dev.helix.api.projection.ImageLimits;
import dev.helix.api.projection.NameRule;
import dev.helix.api.projection.OpaqueRules;
import dev.helix.api.projection.SchemaRules;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.List;
import java.util.Set;

/**
 * Ready profiles, one per protocol, with the strictest rules that models of the protocol are known to have. What one
 * model does differently is changed through {@link TargetProfile#toBuilder()}.
 */
public final class TargetProfiles {
    private static final Set<String> COMMON_IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Set<String> COMMON_MEDIA =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf");
    private static final Set<String> ANTHROPIC_MEDIA =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/*");
    private static final Set<String> GEMINI_RESULT_MEDIA =
            Set.of("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "application/pdf");
    /** The provider's lists of what it sees, hears and watches. */
    private static final Set<String> GEMINI_MEDIA = Set.of(
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/heic",
            "image/heif",
            "application/pdf",
            "text/plain",
            "audio/wav",
            "audio/mp3",
            "audio/aiff",
            "audio/aac",
            "audio/ogg",
            "audio/flac",
            "video/mp4",
            "video/mpeg",
            "video/webm",
            "video/3gpp");

    /** 5 MB of bytes are as many characters of base64 as stand here. */
    private static final int ANTHROPIC_IMAGE_CHARS = 5 * 1024 * 1024 / 3 * 4;

    /** What Google's own clients send in place of a signature that another model did not give. */
    private static final String GEMINI_SENTINEL = "{\"thoughtSignature\":\"skip_thought_signature_validator\"}";

    /** "Schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level." */
    private static final SchemaRules NO_CHOICE_AT_TOP =
            new SchemaRules(Set.of(), Set.of("oneOf", "anyOf", "allOf", "enum", "not"));

    private TargetProfiles() {}

    /**
     * Creates the profile of Anthropic Messages: models of 2026, which do not continue their own message.
     *
     * <p>Sources: the provider's documentation of tool use, vision and extended thinking, and its refusals. Models that
     * think by a budget also have {@link TargetRule#REASONING_STARTS_LOOP}; those before 4.6 have
     * {@link TargetRule#NO_TRAILING_SPACE} instead of {@link TargetRule#USER_LAST}; those from Opus 4.8 on take system
     * messages {@link SystemPlacement#AFTER_USER}.
     *
     * @param origin the engine
     */
    public static TargetProfile anthropicMessages(Origin origin) {
        return TargetProfile.builder(origin)
                .rules(Set.of(
                        TargetRule.USER_LAST,
                        TargetRule.NO_BLANK_TEXT,
                        TargetRule.TEXT_BEFORE_CALLS,
                        TargetRule.OBJECT_ARGUMENTS,
                        TargetRule.ERRORS_ARE_TEXT,
                        TargetRule.SIGNED_REASONING,
                        TargetRule.REASONING_NOT_LAST))
                .userMedia(ANTHROPIC_MEDIA)
                .resultMedia(ANTHROPIC_MEDIA)
                .images(new ImageLimits(100, ANTHROPIC_IMAGE_CHARS, 8000, 20, 2000))
                .opaque(new OpaqueRules(
                        Set.of("redacted_thinking"), Set.of("server_tool_use", "mcp_tool_use"), "id", "tool_use_id"))
                .schema(NO_CHOICE_AT_TOP)
                .build();
    }

    /**
     * Creates the profile of OpenAI Chat Completions.
     *
     * <p>Sources: the provider's OpenAPI description and its refusals; ids are kept to the 40 characters that some
     * routes still demand. Results are text, so their images follow in a user message.
     *
     * @param origin the engine
     */
    public static TargetProfile openAiChat(Origin origin) {
        return TargetProfile.builder(origin)
                .rules(List.of(TargetRule.NO_EMPTY_ANSWER, TargetRule.TEXT_BEFORE_CALLS, TargetRule.NO_REASONING))
                .callIds(NameRule.upTo(40))
                .schema(NO_CHOICE_AT_TOP)
                .system(SystemPlacement.ANYWHERE)
                .userMedia(COMMON_MEDIA)
                .build();
    }

    /**
     * Creates the profile of servers that speak OpenAI Chat Completions through a chat template, such as vLLM and
     * llama.cpp: roles alternate, and the system speaks first.
     *
     * @param origin the engine
     */
    public static TargetProfile compatibleChat(Origin origin) {
        return openAiChat(origin).toBuilder()
                .with(TargetRule.USERS_MERGED)
                .with(TargetRule.ASSISTANTS_MERGED)
                .with(TargetRule.USER_FIRST)
                .system(SystemPlacement.FIRST)
                .userMedia(COMMON_IMAGES)
                .build();
    }

    /**
     * {@return the profile of Mistral: call ids are nine letters or digits, and only the model speaks after results}
     */
    public static TargetProfile mistralChat(Origin origin) {
        return compatibleChat(origin).toBuilder()
                .with(TargetRule.ASSISTANT_AFTER_RESULTS)
                .with(TargetRule.USER_LAST)
                .callIds(new NameRule("", false, 9, 9))
                .build();
    }

    /** {@return the profile of DeepSeek in its thinking mode: every assistant message carries reasoning} */
    public static TargetProfile deepSeekChat(Origin origin) {
        return openAiChat(origin).toBuilder()
                .without(TargetRule.NO_REASONING)
                .with(TargetRule.REASONING_ALWAYS)
                .userMedia(Set.of())
                .build();
    }

    /**
     * Creates the profile of OpenAI Responses without state on the server: reasoning goes back encrypted, and items keep
     * their ids only beside it.
     *
     * @param origin the engine
     */
    public static TargetProfile openAiResponses(Origin origin) {
        return TargetProfile.builder(origin)
                .rules(List.of(
                        TargetRule.NO_EMPTY_ANSWER,
                        TargetRule.SIGNED_REASONING,
                        TargetRule.REASONING_NOT_LAST,
                        TargetRule.DATA_NEEDS_REASONING))
                .schema(NO_CHOICE_AT_TOP)
                .system(SystemPlacement.ANYWHERE)
                .userMedia(COMMON_MEDIA)
                .resultMedia(COMMON_MEDIA)
                .build();
    }

    /**
     * Creates the profile of Gemini before 3.
     *
     * <p>Sources: the provider's refusals about function call turns and function names. Results are matched by name and
     * position. Schemas are for {@code parametersJsonSchema}, which takes all of JSON Schema; the older
     * {@code parameters} refuses every keyword that OpenAPI does not know.
     *
     * @param origin the engine
     */
    public static TargetProfile gemini(Origin origin) {
        return TargetProfile.builder(origin)
                .rules(List.of(
                        TargetRule.ASSISTANTS_MERGED,
                        TargetRule.USER_FIRST,
                        TargetRule.USER_LAST,
                        TargetRule.NO_EMPTY_ANSWER,
                        TargetRule.RESULTS_BY_POSITION,
                        TargetRule.OBJECT_ARGUMENTS))
                .toolNames(new NameRule("_.:-", true, 1, 64))
                .userMedia(GEMINI_MEDIA)
                .schema(new SchemaRules(Set.of("$schema"), Set.of()))
                .build();
    }

    /**
     * Creates the profile of Gemini from 3 on: the first call of a step carries a signature, and results may hold
     * images.
     *
     * @param origin the engine
     */
    public static TargetProfile gemini3(Origin origin) {
        return gemini(origin).toBuilder()
                .resultMedia(GEMINI_RESULT_MEDIA)
                .callSentinel(GEMINI_SENTINEL)
                .build();
    }

    /**
     * Creates the profile of Ollama. The window has to be added, since the server cuts longer prompts silently.
     *
     * @param origin the engine
     */
    public static TargetProfile ollama(Origin origin) {
        return TargetProfile.builder(origin)
                .rules(List.of(
                        TargetRule.NO_EMPTY_ANSWER,
                        TargetRule.RESULTS_BY_POSITION,
                        TargetRule.TEXT_BEFORE_CALLS,
                        TargetRule.OBJECT_ARGUMENTS))
                .system(SystemPlacement.ANYWHERE)
                .userMedia(Set.of("image/jpeg", "image/png"))
                .build();
    }

    /**
     * Creates the profile of programs that take one text, such as agents on the command line, and of models without
     * tools, images and reasoning.
     *
     * @param origin the engine
     */
    public static TargetProfile transcript(Origin origin) {
        return TargetProfile.builder(origin)
                .rules(List.of(
                        TargetRule.CALLS_AS_TEXT,
                        TargetRule.NO_BLANK_TEXT,
                        TargetRule.NO_EMPTY_ANSWER,
                        TargetRule.USERS_MERGED,
                        TargetRule.ASSISTANTS_MERGED,
                        TargetRule.USER_LAST,
                        TargetRule.NO_REASONING))
                .build();
    }
}
