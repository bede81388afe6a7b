/* SPDX-License-Identifier: Apache-2.0 */
/** Types shared by every part of Helix, the root of its errors first among them. */
package dev.helix.api;
