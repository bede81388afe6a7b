/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Access to files below a directory that can never be led out of it.
 *
 * <p>{@link dev.helix.core.workspace.RelativePath} and {@link dev.helix.core.workspace.FileNames} judge paths as text;
 * {@link dev.helix.core.workspace.DirectoryHandle} walks them one component at a time, never over a link, and never by a
 * path that somebody could change in between.
 */
package dev.helix.core.workspace;
