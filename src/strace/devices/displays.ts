/**
 * Frame buffers, cameras, sound and graphics.
 *
 * @module
 */
import type { StockInode } from "../../scenario/types.ts";
import {
  answer,
  AREA,
  BASE,
  declares,
  type Device,
  stock,
  tooSmall,
} from "../device.ts";

const FB = "drivers/video/fbdev/core/fb_chrdev.c";

/** Frame buffers. */
export const FRAME_BUFFER: readonly Device[] = [
  {
    what:
      "a frame buffer whose driver has no get_unmapped_area (all but those that select FB_PROVIDE_GET_FB_UNMAPPED_AREA)",
    source: `${FB}, fb_fops`,
    make: stock("chr", () => fb(false, true)),
  },
  {
    what: "a frame buffer with get_unmapped_area, such as drm/stm",
    source: `${FB}, get_fb_unmapped_area()`,
    make: stock("chr", () => fb(true, true)),
  },
  {
    what:
      "a frame buffer with get_unmapped_area, and the range reaches beyond the memory of the screen",
    source: `${FB}, get_fb_unmapped_area()`,
    make: stock(
      "chr",
      (about) => ({ ...fb(true, true), size: tooSmall(about) }),
    ),
  },
  {
    what:
      "a frame buffer with get_unmapped_area whose driver has no fb_mmap (since 6.8 there is no default)",
    source: `${FB}, fb_mmap()`,
    make: stock("chr", () => fb(true, false)),
  },
];

function fb(
  getUnmappedArea: boolean,
  fbMmap: boolean,
): Partial<StockInode> & { driver: "fb" } {
  return { driver: "fb", base: BASE, getUnmappedArea, fbMmap };
}

/** V4L2 devices. */
export const VIDEO: readonly Device[] = [
  {
    what: "a V4L2 device whose driver says where its buffers are",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_get_unmapped_area()",
    make: declares({ getUnmappedArea: AREA, readWith: "read" }),
  },
  {
    what: "a V4L2 device whose driver has no get_unmapped_area",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_get_unmapped_area()",
    make: declares({ getUnmappedArea: answer("ENOSYS"), readWith: "read" }),
  },
  {
    what: "a V4L2 device whose driver has no mmap",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_mmap()",
    make: declares({
      getUnmappedArea: AREA,
      mmap: answer("ENODEV"),
      readWith: "read",
    }),
  },
  {
    what: "a V4L2 device, and no buffer has this offset and length",
    remedy: "the offset and length that VIDIOC_QUERYBUF answers",
    source: "drivers/media/common/videobuf2/videobuf2-core.c",
    make: declares({ getUnmappedArea: answer("EINVAL"), readWith: "read" }),
  },
];

/** ALSA PCM devices. */
export const SOUND: readonly Device[] = [
  {
    what: "an ALSA PCM device",
    source: "sound/core/pcm_native.c, snd_pcm_get_unmapped_area()",
    make: declares({ getUnmappedArea: AREA, readWith: "both" }),
  },
  {
    what: "an ALSA PCM device that cannot be mapped at this offset",
    remedy: "one of the offsets SNDRV_PCM_MMAP_OFFSET_*",
    source: "sound/core/pcm_native.c, snd_pcm_mmap()",
    make: declares({
      getUnmappedArea: AREA,
      mmap: answer("ENXIO"),
      readWith: "both",
    }),
  },
];

/** DRM devices. */
export const GRAPHICS: readonly Device[] = [
  {
    what: "a DRM device with the DMA helpers",
    source: "include/drm/drm_gem_dma_helper.h, DEFINE_DRM_GEM_DMA_FOPS",
    make: declares({ getUnmappedArea: AREA, readWith: "read" }),
  },
  {
    what: "a DRM device without get_unmapped_area",
    source: "include/drm/drm_gem.h, DEFINE_DRM_GEM_FOPS",
    make: declares({ readWith: "read" }),
  },
  {
    what: "a DRM device, and no buffer object has this offset and length",
    remedy:
      "the offset that DRM_IOCTL_MODE_MAP_DUMB answers, and a length within the buffer",
    source:
      "drivers/gpu/drm/drm_gem_dma_helper.c, drm_gem_dma_get_unmapped_area()",
    make: declares({ getUnmappedArea: answer("EINVAL"), readWith: "read" }),
  },
];
