/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import dev.helix.api.HelixHome;
import dev.helix.api.model.Secret;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.http.JdkHttpTransport;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Uses the public API as a program does that is linked into an image: one turn over the JDK's HTTP client. */
public final class Host {
    private Host() {}

    public static void main(String[] args) throws InterruptedException {
        try (JdkHttpTransport transport = JdkHttpTransport.create();
                Helix helix = Helix.builder()
                        .home(HelixHome.at(Path.of(args[0])))
                        .engines(AnthropicEngines.builder()
                                .baseUrl(URI.create(args[1]))
                                .transport(transport)
                                .build())
                        .credentials(request -> Optional.of(Secret.of("sk-of-a-test")))
                        .defaultModel("anthropic:some-model")
                        .build()) {
            SessionSpec spec = SessionSpec.in(Path.of(".")).build();
            System.out.println(helix.sessions().create(spec).send(UserTurn.text("Hello?")).text());
        }
    }
}
