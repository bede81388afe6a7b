/* SPDX-License-Identifier: Apache-2.0 */
/** Tools, which give agents something to do. */
package dev.helix.api.tool;
