/* SPDX-License-Identifier: Apache-2.0 */
/** Models a conversation independent of any provider. */
package dev.helix.api.message;
