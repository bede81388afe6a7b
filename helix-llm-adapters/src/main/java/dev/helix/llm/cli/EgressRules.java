/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The hosts that a program behind a boundary may reach through the host's proxy, each with one port; no others.
 * Immutable.
 */
public final class EgressRules {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final EgressRules NONE = new EgressRules(Set.of());

    private final Set<String> allowed;

    private EgressRules(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** {@return rules that let nothing pass} */
    public static EgressRules none() {
        return NONE;
    }

    /**
     * Adds a host.
     *
     * @param host a name or an address as the program will write it; names below it are not meant
     * @param port 1 to 65,535
     * @return changed rules
     * @throws InvalidRequestException if the host is no name or address, or the port is out of range
     */
    public EgressRules allow(String host, int port) {
        if (!isHost(requireNonNull(host, "host")) || port < 1 || port > 65_535) {
            throw new InvalidRequestException(
                    "'" + host + ":" + port
                            + "' cannot be allowed; name one host and a port from 1 to 65535, for example api.example.com and 443");
        }
        Set<String> more = new TreeSet<>(allowed);
        more.add(key(host, port));
        return new EgressRules(more);
    }

    /** Adds the host of an endpoint, with the port of its scheme unless it names one. */
    EgressRules allow(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null) {
            throw new InvalidRequestException("endpoint '" + endpoint
                    + "' names no host; write it with its scheme, for example https://api.example.com:8443");
        }
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : "http".equals(endpoint.getScheme()) ? 80 : 443;
        return allow(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /** {@return whether a text has the form of a name or an address} */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    boolean allows(String host, int port) {
        return allowed.contains(key(host, port));
    }

    private static String key(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    @Override
    public String toString() {
        return "EgressRules" + allowed;
    }
}
