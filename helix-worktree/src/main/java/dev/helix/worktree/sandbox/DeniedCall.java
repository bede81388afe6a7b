/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

/**
 * A system call no build, test or editor needs, but ways out of a sandbox do.
 *
 * <p>Numbers from the kernel's tables: arch/x86/entry/syscalls/syscall_64.tbl, and include/uapi/asm-generic/unistd.h for
 * aarch64; from 424 on both are the same.
 */
enum DeniedCall {
    // Other processes' memory.
    PTRACE(101, 117),
    PROCESS_VM_READV(310, 270),
    PROCESS_VM_WRITEV(311, 271),
    PIDFD_GETFD(438),
    // Kernel interfaces with a history of local escalations.
    BPF(321, 280),
    PERF_EVENT_OPEN(298, 241),
    USERFAULTFD(323, 282),
    IO_URING_SETUP(425),
    IO_URING_ENTER(426),
    IO_URING_REGISTER(427),
    // Keyrings are shared with the host.
    ADD_KEY(248, 217),
    REQUEST_KEY(249, 218),
    KEYCTL(250, 219),
    // The mount table and namespaces are the sandbox itself.
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    PIVOT_ROOT(155, 41),
    CHROOT(161, 51),
    OPEN_TREE(428),
    MOVE_MOUNT(429),
    FSOPEN(430),
    FSCONFIG(431),
    FSMOUNT(432),
    FSPICK(433),
    MOUNT_SETATTR(442),
    OPEN_TREE_ATTR(467),
    UNSHARE(272, 97),
    SETNS(308, 268),
    OPEN_BY_HANDLE_AT(304, 265),
    // The kernel itself.
    KEXEC_LOAD(246, 104),
    KEXEC_FILE_LOAD(320, 294),
    INIT_MODULE(175, 105),
    FINIT_MODULE(313, 273),
    DELETE_MODULE(176, 106);

    private final int x86;
    private final int arm;

    DeniedCall(int everywhere) {
        this(everywhere, everywhere);
    }

    DeniedCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    int number(Architecture architecture) {
        return architecture == Architecture.X86_64 ? x86 : arm;
    }
}
