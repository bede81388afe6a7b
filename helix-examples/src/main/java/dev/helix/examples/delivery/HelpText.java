/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

/** The help text, which says what the command can do. */
final class HelpText {
    static final String TEXT = """
            Delivers one coding task: agents work on an isolated branch, a Manager lets it
            land only when five criteria are proven.

            deliver                         on a sample project, with recorded model answers
            deliver --model ID              on the sample project, with a real model
            deliver --repo PATH --task TEXT --model ID --verify CMD
                                            on your own repository

              --repo PATH           any directory inside the checkout of a git repository
              --task TEXT           what is to be done; "Only touch src/." and "Do not touch
                                    docs/." in it are read as path rules; what
                                    is not clear is asked, or refused without a terminal
              --model ID            provider:model, for example anthropic:claude-sonnet-4-5
              --verify CMD          shell line that proves the work when it succeeds on the
                                    merged result; repeat for more; at least one with --repo
              --only PATH           path that may be changed, and no other; repeat for more
              --not PATH            path that must not be changed; repeat for more
              --scope-answer WORD   what to say when agents ask for more scope: ask, yes, no
                                    or defer; ask needs a terminal, otherwise it is defer
              --report FILE         write the whole delivery to FILE as JSON, delivered or not
              --time-limit MINUTES  end the task after this time, 30 when left out
              --home DIR            where Helix keeps sessions and worktrees: ~/.aiagent with
                                    --repo, beside the sample project otherwise
              --into DIR            lay the sample project out in DIR, new or empty; a new
                                    temporary directory when left out
              --cassette FILE       answer from FILE, a cassette, instead of a real model
              --unsandboxed         run commands of agents without bubblewrap, with all your
                                    rights; needed where bubblewrap does not work
              --help                show this

            ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL are honoured. NO_COLOR turns colours off.

            Exit status: 0 delivered, 1 unexpected failure, 2 wrong usage, 3 refused with a
            typed error, 4 sent back with a gap still open, 5 waiting for something in the
            repository, 6 abandoned (cancelled, out of time, broken); work is kept.""";

    private HelpText() {}
}
