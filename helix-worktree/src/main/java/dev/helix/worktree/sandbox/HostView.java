/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.worktree.sandbox.Mount.View;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of the host that every sandboxed command may read, found once. Immutable.
 *
 * <p>It is a list of what is shown: the system's directories, installed toolchains, build caches and what the host
 * names. Home directories are empty but for these.
 *
 * @param links symbolic links to make, targets by path
 * @param variables what the environment of every command starts with
 */
record HostView(List<Mount> mounts, Map<Path, Path> links, Map<String, String> variables) {
    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store");
    /** Memory and processor limits of a container, by which Java sizes its heap; one mount only in version 2. */
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup/cgroup.controllers");

    private static final List<Path> TEMPORARY = List.of(Path.of("/tmp"), Path.of("/dev/shm"));
    /** Not worth memory of its own. */
    private static final Map<Path, Path> SHARED_TEMPORARY = Map.of(Path.of("/var/tmp"), Path.of("/tmp"));
    /** Sockets of the host's services live here; named for hosts that make a directory around it readable. */
    private static final List<Path> SERVICES = List.of(Path.of("/run"), Path.of("/var/run"));

    /** {@return what every command may read of the host, and what its options add} */
    static HostView of(HostEnvironment host, SandboxOptions options) {
        Map<Path, Path> links = new TreeMap<>(SHARED_TEMPORARY);
        List<Mount> mounts = new ArrayList<>();
        for (String name : SYSTEM) {
            Path path = Path.of(name);
            if (Files.isSymbolicLink(path)) {
                HostEnvironment.real(name).ifPresent(target -> links.put(path, target));
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                mounts.add(new Mount(path, View.READ_ONLY));
            }
        }
        List<Path> system = mounts.stream().map(Mount::path).toList();
        if (Files.exists(CONTROL_GROUPS)) {
            mounts.add(new Mount(CONTROL_GROUPS.resolveSibling(""), View.READ_ONLY));
        }
        TEMPORARY.forEach(path -> mounts.add(new Mount(path, View.PRIVATE)));
        host.homes().forEach(home -> mounts.add(new Mount(home, View.PRIVATE)));
        SERVICES.forEach(path -> mounts.add(new Mount(path, View.HIDDEN)));
        CredentialPaths.existing(host.homes()).forEach(path -> mounts.add(new Mount(path, View.HIDDEN)));
        Stream.concat(Toolchains.of(host, system).stream(), options.readable().stream())
                .forEach(path -> mounts.add(new Mount(path, View.READ_ONLY)));
        options.caches().forEach(cache -> mounts.addAll(CachePlaces.of(cache, host.homes())));
        return new HostView(List.copyOf(mounts), Map.copyOf(links), variables(host, options));
    }

    private static Map<String, String> variables(HostEnvironment host, SandboxOptions options) {
        Map<String, String> variables = new TreeMap<>();
        String path = host.programDirectories().stream().map(Path::toString).collect(Collectors.joining(":"));
        variables.put("PATH", path.isEmpty() ? SandboxEnvironment.DEFAULT_PATH : path);
        Toolchains.VARIABLES.forEach(
                name -> host.directory(name).ifPresent(directory -> variables.put(name, directory.toString())));
        Optional<Path> home =
                host.directory("HOME").or(() -> host.homes().stream().findFirst());
        home.ifPresent(directory -> {
            variables.put("HOME", directory.toString());
            options.caches().stream()
                    .filter(cache -> cache.alwaysOffline()
                            || !CachePlaces.of(cache, host.homes()).isEmpty())
                    .forEach(cache -> variables.putAll(CachePlaces.variables(cache, directory)));
        });
        for (String name : List.of("USER", "LOGNAME", "RUSTUP_TOOLCHAIN")) {
            Optional.ofNullable(host.variables().get(name)).ifPresent(value -> variables.put(name, value));
        }
        return Map.copyOf(variables);
    }
}
