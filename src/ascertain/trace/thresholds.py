"""Where one tier ends and the next begins, each with the measurement that set it (docs/decisions/0013)."""

SAME_BITS = 31
"""Up to here two PDQ hashes of good quality are the same image: no wrong match in 4,470 searches for absent ones."""

PROBABLE_BITS = 63
"""Up to here they probably are: one wrong match in those searches."""

GOOD_QUALITY = 50
"""PDQ quality from which a hash may match; flatter pictures match by their bytes only."""

SAME_INLIERS = 10
"""Distinct local features that lie alike in both pictures from which pixels decide that it is the same image."""

PROBABLE_INLIERS = 8
"""The same for a probable match."""

ALIKE_INLIERS = 7
"""The same for pictures that are only alike."""

SAME_AGREEMENT = 0.92
"""Median correlation of aligned blocks from which it is the same image and not another shot of the scene."""

SAME_DRIFT = 0.15
"""Pixels within which at least a quarter of the places follow one smooth motion, of the same image: 94 of 100 aligned
copies that agree do. None of the 242 pairs of shots of one scene did on which it was set, 6 of 259 others did."""

SURE_AGREEMENT = 0.95
"""Upper quartile of the correlation of blocks from which it is the same image under words or another picture."""

COVERED_DRIFT = 0.12
"""As ``SAME_DRIFT``, of an image that is partly covered."""

COVERED_INLIERS = 12
"""As ``SAME_INLIERS``, of an image that is partly covered."""

PROBABLE_DRIFT = 1.0
"""As ``COVERED_DRIFT``, of a probable match."""

PROBABLE_AGREEMENT = 0.80
"""The same for a probable match."""

SCENE_AGREEMENT = 0.35
"""The same for another shot of the scene: below it features agree by chance, mostly on repeated patterns."""

SCENE_DRIFT = 3.5
"""As ``SAME_DRIFT``, of another shot of the scene and of pictures that are alike: 95 of 100 such pairs are within it;
drawn pictures whose edges happened to lie on each other were at 4 to 9."""

ALIKE_AGREEMENT = 0.6
"""The same for pictures that are only alike."""

FEWEST_BLOCKS = 6
"""Textured blocks that such a median takes at least."""
